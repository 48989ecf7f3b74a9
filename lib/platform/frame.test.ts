import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterPaint, inFrame, shown } from './frame'

let frames: (() => void)[]
let done: string[]

beforeEach(() => {
  vi.useFakeTimers()
  frames = []
  done = []
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const nextFrame = () => {
  for (const frame of frames.splice(0)) frame()
}

test('what can wait runs after the frame, once, in the order in which it was called', () => {
  afterPaint(() => done.push('first'))
  afterPaint(() => done.push('second'))
  vi.advanceTimersByTime(16)
  expect(done).toEqual([])
  nextFrame()
  expect(done).toEqual([])
  vi.runAllTimers()
  expect(done).toEqual(['first', 'second'])
})

test('what was called off does not run', () => {
  const callOff = afterPaint(() => done.push('never'))
  nextFrame()
  callOff()
  vi.runAllTimers()
  expect(done).toEqual([])
})

test('in a hidden tab, where no frame comes, it runs all the same', () => {
  afterPaint(() => done.push('hidden'))
  vi.runAllTimers()
  nextFrame()
  vi.runAllTimers()
  expect(done).toEqual(['hidden'])
})

test('what changes the screen does so in the next frame, together with all that waits for it', () => {
  vi.stubGlobal('document', { hidden: false })
  inFrame(() => done.push('drawn'))
  expect(done).toEqual([])
  nextFrame()
  vi.runAllTimers()
  expect(done).toEqual(['drawn'])
})

test('a frame that does not come is not waited for', () => {
  vi.stubGlobal('document', { hidden: false })
  inFrame(() => done.push('late'))
  vi.advanceTimersByTime(50)
  vi.stubGlobal('document', { hidden: true })
  inFrame(() => done.push('hidden'))
  vi.advanceTimersByTime(0)
  nextFrame()
  expect(done).toEqual(['late', 'hidden'])
})

test('what is shown first is over when the frame is; where nobody looks nothing is waited for', async () => {
  const page = Object.assign(new EventTarget(), { hidden: false })
  vi.stubGlobal('document', page)
  void shown().then(() => done.push('shown'))
  await vi.advanceTimersByTimeAsync(16)
  expect(done).toEqual([])
  nextFrame()
  await vi.advanceTimersByTimeAsync(0)
  expect(done).toEqual(['shown'])
  void shown().then(() => done.push('left'))
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  expect(done).toEqual(['shown', 'left'])
  page.hidden = true
  await shown()
})
