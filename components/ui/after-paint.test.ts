import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterPaint } from './after-paint'

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
