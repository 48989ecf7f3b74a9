'use client'
import { useId } from 'react'
import { useHydrated } from '../ui/now'
import { ChartLegend } from './chart-legend'
import { ChartPicture } from './chart-picture'
import { overall, type Point, type Series, topOf } from './chart-points'
import { ChartScale } from './chart-scale'
import { ChartTable } from './chart-table'
import { clockTime, dayTime } from './clock-time'
import { useReading } from './use-reading'

export interface Scale {
  format: (value: number) => string
  /** The end of the scale for such a value. */
  roundUp: (most: number) => number
}

type TimeChartProps = {
  title: string
  /** Counts are stacked bars, measurements lines. */
  kind: 'bars' | 'lines'
  series: Series[]
  points: Point[]
  /** What a bar or a measurement is of: "per hour". */
  per: string
  scale: Scale
}

/**
 * A small chart. One stretch of it is read at a time, by pointer or arrow keys, in the line above; the same numbers stand
 * in a table below it.
 */
export function TimeChart({ title, kind, series, points, per, scale }: TimeChartProps) {
  const id = useId()
  const hydrated = useHydrated()
  const { active, reader } = useReading(points.length)
  const said = (value: number | null | undefined) => (value == null ? '–' : scale.format(value))
  const valuesAt = (index: number | null, one: number) =>
    said(index === null ? overall(points, one, kind === 'bars') : points[index]?.values[one])
  const when = active === null ? (kind === 'bars' ? 'In all' : 'Newest') : clockTime(points[active]!.from, hydrated)
  const words = series.map(({ name }, one) => `${name} ${valuesAt(active, one)}`).join(', ')
  const top = topOf(points, kind === 'bars', scale.roundUp)
  const isEmpty = points.every(({ values }) => values.every((value) => !value))
  return (
    <figure aria-labelledby={id} className="min-w-0 rounded-md border bg-surface p-3">
      <figcaption id={id} className="font-medium text-sm">
        {title} <span className="font-normal text-faint text-xs">{per}</span>
      </figcaption>
      <ChartLegend kind={kind} series={series} when={when} values={series.map((_, one) => valuesAt(active, one))} />
      <div className="mt-3 flex h-24 gap-2">
        <ChartScale top={top} format={scale.format} whole={kind === 'bars'} />
        <div
          {...reader}
          role="slider"
          tabIndex={0}
          aria-label={`${title}, by time`}
          aria-valuemin={0}
          aria-valuemax={points.length - 1}
          aria-valuenow={active ?? points.length - 1}
          aria-valuetext={`${when}: ${words}`}
          className="relative min-w-0 flex-1 touch-pan-y"
        >
          <ChartPicture kind={kind} series={series} points={points} top={top} active={active} />
          {isEmpty && (
            <p className="absolute inset-0 grid place-content-center text-faint text-xs">
              <span className="bg-surface px-2">Nothing in this time</span>
            </p>
          )}
        </div>
      </div>
      <Span points={points} hydrated={hydrated} />
      <ChartTable title={title} series={series} points={points} said={said} hydrated={hydrated} />
    </figure>
  )
}

/** Which time the chart spans: its beginning, its middle and now. */
const Span = ({ points, hydrated }: Pick<TimeChartProps, 'points'> & { hydrated: boolean }) => (
  <p aria-hidden className="mt-2 ml-13 flex justify-between text-2xs text-faint tabular-nums">
    <span>{dayTime(points[0]!.from, points.at(-1)!.from, hydrated)}</span>
    <span>{clockTime(points[Math.floor(points.length / 2)]!.from, hydrated)}</span>
    <span>now</span>
  </p>
)
