import { expect, test } from 'vitest'
import { BodyBuffer } from '@/lib/platform/http/body-buffer'
import { OpenBodies } from './server-bodies'

test('when unfinished bodies are too much together, the largest gives way, and never the small honest one', () => {
  const bodies = new OpenBodies(1_000)
  const gone: string[] = []
  const open = (name: string) => {
    const body = { buffer: new BodyBuffer(), announced: 0, since: 0, giveWay: () => gone.push(name) }
    bodies.begin(body)
    return (bytes: number) => bodies.add(body, new Uint8Array(bytes))
  }
  const [small, large, larger] = [open('small'), open('large'), open('larger')]
  small(20)
  large(400)
  larger(500)
  expect(gone).toEqual([])
  small(100)
  expect(gone).toEqual(['larger'])
  small(100)
  expect(gone).toEqual(['larger'])
  large(700)
  expect(gone).toEqual(['larger', 'large'])
})

test('a body that has ended no longer counts, however often it is said', () => {
  const bodies = new OpenBodies(1_000)
  let gone = 0
  for (let n = 0; n < 10; n++) {
    const body = { buffer: new BodyBuffer(), announced: 0, since: 0, giveWay: () => gone++ }
    bodies.begin(body)
    bodies.add(body, new Uint8Array(900))
    bodies.end(body)
    bodies.end(body)
  }
  expect(gone).toBe(0)
})

test('large bodies may announce no more than all may hold; what is small or does not say is always begun', () => {
  const bodies = new OpenBodies(1_000_000)
  const body = (announced: number) => ({ buffer: new BodyBuffer(), announced, since: 0, giveWay: () => {} })
  const first = body(600_000)
  expect([first, body(500_000), body(0), body(200_000)].map((one) => bodies.begin(one))).toEqual([
    true,
    false,
    true,
    true,
  ])
  bodies.end(first)
  bodies.end(first)
  expect([body(600_000), body(500_000)].map((one) => bodies.begin(one))).toEqual([true, false])
})

test('large bodies that take long give way to the next large one, the oldest first', () => {
  const bodies = new OpenBodies(1_000_000)
  const gone: number[] = []
  const begin = (since: number) =>
    bodies.begin({ buffer: new BodyBuffer(), announced: 400_000, since, giveWay: () => gone.push(since) })
  expect([begin(0), begin(1_000), begin(1_900)]).toEqual([true, true, false])
  expect([begin(2_500), gone]).toEqual([true, [0]])
  expect([begin(2_900), begin(3_100), gone]).toEqual([false, true, [0, 1_000]])
})
