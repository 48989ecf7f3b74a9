import { expect, test } from 'vitest'
import { createKeyQueue, GIVE_UP_MS } from './key-queue'

const plain = { ctrlKey: false, metaKey: false, altKey: false }

/** A queue whose thing is there when the test says so. */
function queue() {
  let now = 0
  let there = false
  const looks: (() => void)[] = []
  const done: string[] = []
  const keys = createKeyQueue(
    (look) => looks.push(look),
    () => now,
  )
  return {
    done,
    wait: ({ follows = false } = {}) =>
      keys.whenReady({
        follows,
        isReady: () => there,
        run: (typed) => done.push(`run ${typed}`),
        giveUp: () => done.push('gave up'),
      }),
    type: (text: string) => [...text].map((key) => keys.press({ ...plain, key })),
    press: (key: string, modifiers = {}) => keys.press({ ...plain, ...modifiers, key }),
    moveOn: keys.moveOn,
    arrive: () => {
      there = true
    },
    frame: (ms = 16) => {
      now += ms
      for (const look of looks.splice(0)) look()
    },
  }
}

test('a key acts at once when its item is there, and takes no other key', () => {
  const { arrive, wait, done, press } = queue()
  arrive()
  wait()
  expect(done).toEqual(['run '])
  expect(press('c')).toBe(false)
})

test('a key that came too early acts when the item comes, with what was typed meanwhile', () => {
  const { arrive, wait, type, frame, done } = queue()
  wait()
  expect(type('call Ann')).not.toContain(false)
  frame()
  expect(done).toEqual([])
  arrive()
  frame()
  expect(done).toEqual(['run call Ann'])
  expect(type('c')).toEqual([false])
})

test('what is pressed while a key waits acts on nothing, but for what goes to browser and palette', () => {
  const { wait, press } = queue()
  wait()
  expect(['c', 'n', 'Enter', 'Backspace'].map((key) => press(key))).toEqual([true, true, true, true])
  expect([press('k', { ctrlKey: true }), press('F5'), press('ArrowDown')]).toEqual([false, false, false])
})

test('Escape and another item end the waiting, and nothing acts later', () => {
  for (const end of ['Escape', 'another item'] as const) {
    const { wait, press, moveOn, arrive, frame, done } = queue()
    wait()
    if (end === 'Escape') expect(press('Escape')).toBe(true)
    else moveOn()
    arrive()
    frame()
    expect(done).toEqual([])
  }
})

test('a key for the item that is about to be opened survives its opening, and no further one', () => {
  const { wait, moveOn, arrive, frame, done } = queue()
  wait({ follows: true })
  moveOn()
  arrive()
  frame()
  expect(done).toEqual(['run '])
  const other = queue()
  other.wait({ follows: true })
  other.moveOn()
  other.moveOn()
  other.arrive()
  other.frame()
  expect(other.done).toEqual([])
})

test('an item that does not come frees the keys after a while and says so', () => {
  const { wait, frame, press, done } = queue()
  wait()
  frame(GIVE_UP_MS)
  expect(done).toEqual(['gave up'])
  expect(press('c')).toBe(false)
})
