/** One stretch of time: a value for each series; null = nothing was measured. */
export interface Point {
  from: string
  values: (number | null)[]
}

export interface Series {
  name: string
  /** Of its bars or line, and of its mark in the legend. */
  look: 'accent' | 'neutral' | 'fail' | 'review'
}

export const WIDTH = 600
export const HEIGHT = 120

/** At or above every value, and never 0. `stacked`: values stand on each other. `roundUp`: to what can be said in few digits. */
export function topOf(points: readonly Point[], stacked: boolean, roundUp: (most: number) => number): number {
  const heights = points.map(({ values }) => {
    const known = values.map((value) => value ?? 0)
    return stacked ? known.reduce((sum, value) => sum + value, 0) : Math.max(0, ...known)
  })
  return roundUp(Math.max(0, ...heights))
}

/** 1, 2, 5, 10, 20 … */
export function roundCount(most: number): number {
  if (most < 1) return 1
  const unit = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map((step) => step * unit).find((round) => round >= most)!
}

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]
/** In milliseconds. Of each, its half is round as well. */
const DURATIONS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20].map((seconds) => seconds * SECOND),
  ...[1, 2, 10, 20].map((minutes) => minutes * MINUTE),
  ...[1, 2, 6, 12, 24].map((hours) => hours * HOUR),
]
const DAY = 24 * HOUR

/** As clocks count: 20 s, then a minute. */
export const roundDuration = (most: number): number =>
  DURATIONS.find((round) => round >= most) ?? Math.ceil(most / DAY) * DAY

export interface Bar {
  x: number
  y: number
  width: number
  height: number
  point: number
}

/** The bars of one series, each on top of those of the series before it. What is there is at least a hair high. */
export function barsOf(points: readonly Point[], series: number, top: number): Bar[] {
  const step = WIDTH / points.length
  return points.flatMap(({ values }, point) => {
    const value = values[series] ?? 0
    if (value === 0) return []
    const below = values.slice(0, series).reduce<number>((sum, one) => sum + (one ?? 0), 0)
    const height = Math.max(1, (value / top) * HEIGHT)
    const y = Math.max(0, HEIGHT - (below / top) * HEIGHT - height)
    return [{ x: point * step + step * 0.1, y, width: step * 0.8, height, point }]
  })
}

/** The line of one series as a path; where nothing was measured it breaks, and a lonely value is a short dash. */
export function lineOf(points: readonly Point[], series: number, top: number): string {
  const step = WIDTH / points.length
  const place = (value: number, point: number) => [(point + 0.5) * step, HEIGHT - (value / top) * (HEIGHT - 2) - 1]
  let path = ''
  points.forEach(({ values }, point) => {
    const value = values[series]
    if (value == null) return
    const [x, y] = place(value, point) as [number, number]
    const continues = point > 0 && points[point - 1]!.values[series] != null
    const isLonely = !continues && points[point + 1]?.values[series] == null
    if (isLonely) path += `M${round(x - step / 3)} ${round(y)}H${round(x + step / 3)}`
    else path += `${continues ? 'L' : 'M'}${round(x)} ${round(y)}`
  })
  return path
}

const round = (value: number) => Math.round(value * 10) / 10

/** What is said of a whole chart: sums of what is counted, the newest of what is measured. */
export function overall(points: readonly Point[], series: number, stacked: boolean): number | null {
  const known = points.map(({ values }) => values[series]).filter((value) => value != null)
  if (stacked) return known.reduce((sum, value) => sum + value, 0)
  return known.at(-1) ?? null
}
