import { expect, test } from 'vitest'
import { barsOf, HEIGHT, lineOf, overall, type Point, roundCount, roundDuration, topOf, WIDTH } from './chart-points'
import { formatDuration } from './health-words'

const points = (...values: (number | null)[][]): Point[] => values.map((one) => ({ from: '', values: one }))

test('the scale ends at a round number above everything, and nothing at all has a scale too', () => {
  expect(topOf(points([3, 4], [1, 1]), true, roundCount)).toBe(10)
  expect(topOf(points([3, 4], [1, 1]), false, roundCount)).toBe(5)
  expect(topOf(points([120, null]), false, roundCount)).toBe(200)
  expect(topOf(points([null], [0]), true, roundCount)).toBe(1)
})

test.each([
  [0, '1 ms', '0.5 ms'],
  [171, '200 ms', '100 ms'],
  [2_200, '5 s', '2.5 s'],
  [21_000, '1 min', '30 s'],
  [121_000, '10 min', '5 min'],
  [3_000_000, '1 h', '30 min'],
  [100_000_000, '48 h', '24 h'],
])('a scale of times up to %d ms ends at %s, and its middle is %s: no label is rounded', (most, top, middle) => {
  const rounded = roundDuration(most)
  expect([formatDuration(rounded), formatDuration(rounded / 2)]).toEqual([top, middle])
})

test('bars stand on those before them, inside the picture, and a single event among thousands is still seen', () => {
  const both = points([2, 2], [0, 1])
  const [upper, alone] = barsOf(both, 1, 4)
  expect(upper).toMatchObject({ y: 0, height: HEIGHT / 2, point: 0 })
  expect(alone).toMatchObject({ y: HEIGHT * 0.75, point: 1 })
  expect(alone!.x + alone!.width).toBeLessThan(WIDTH)
  expect(barsOf(points([1]), 0, 10_000)[0]!.height).toBe(1)
})

test('a line breaks where nothing was measured, and a lonely value is still drawn', () => {
  const path = lineOf(points([1], [2], [null], [3], [null]), 0, 4)
  expect(path.match(/[ML]/g)).toEqual(['M', 'L', 'M'])
  expect(path).toContain('H')
  expect(lineOf(points([null]), 0, 1)).toBe('')
})

test('a chart of counts is summed up by its sum, one of measurements by its newest', () => {
  expect(overall(points([2], [3]), 0, true)).toBe(5)
  expect(overall(points([2], [3], [null]), 0, false)).toBe(3)
  expect(overall(points([null]), 0, false)).toBeNull()
})
