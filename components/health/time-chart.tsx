'use client'
import { useId } from 'react'
import { useHydrated } from '../ui/now'
import { ChartPicture } from './chart-picture'
import { overall, type Point, type Series } from './chart-points'
import { ChartTable } from './chart-table'
import { clockTime } from './clock-time'
import { useReading } from './use-reading'

type TimeChartProps = {
  title: string
  /** Counts are stacked bars, measurements lines. */
  kind: 'bars' | 'lines'
  series: Series[]
  points: Point[]
  format: (value: number) => string
}

/**
 * A small chart. One stretch of it is read at a time, by pointer or arrow keys, in the line above; the same numbers stand
 * in a table below it.
 */
export function TimeChart({ title, kind, series, points, format }: TimeChartProps) {
  const id = useId()
  const hydrated = useHydrated()
  const { active, reader } = useReading(points.length)
  const said = (value: number | null | undefined) => (value == null ? '–' : format(value))
  const valuesAt = (index: number | null, one: number) =>
    said(index === null ? overall(points, one, kind === 'bars') : points[index]?.values[one])
  const when = active === null ? (kind === 'bars' ? 'In all' : 'Newest') : clockTime(points[active]!.from, hydrated)
  const words = series.map(({ name }, one) => `${name} ${valuesAt(active, one)}`).join(', ')
  const isEmpty = points.every(({ values }) => values.every((value) => !value))
  return (
    <figure aria-labelledby={id} className="min-w-0 rounded-md border bg-surface p-3">
      <figcaption id={id} className="font-medium text-sm">
        {title}
      </figcaption>
      <p className="mt-0.5 flex min-h-5 flex-wrap items-center gap-x-3 text-muted text-xs tabular-nums">
        <span className="w-12">{when}</span>
        {series.map(({ name, look }, one) => (
          <span key={name} className="flex items-center gap-1">
            <span aria-hidden className={`h-0.5 w-2.5 ${marks[look]}`} />
            {name} <span className="text-text">{valuesAt(active, one)}</span>
          </span>
        ))}
      </p>
      <div
        {...reader}
        role="slider"
        tabIndex={0}
        aria-label={`${title}, by time`}
        aria-valuemin={0}
        aria-valuemax={points.length - 1}
        aria-valuenow={active ?? points.length - 1}
        aria-valuetext={`${when}: ${words}`}
        className="relative mt-2 h-24 touch-pan-y"
      >
        <ChartPicture kind={kind} series={series} points={points} active={active} />
        {isEmpty && (
          <p className="absolute inset-0 grid place-content-center text-faint text-xs">
            <span className="bg-surface px-2">Nothing in this time</span>
          </p>
        )}
      </div>
      <p aria-hidden className="mt-1 flex justify-between text-2xs text-faint tabular-nums">
        <span>{clockTime(points[0]!.from, hydrated)}</span>
        <span>now</span>
      </p>
      <ChartTable title={title} series={series} points={points} said={said} hydrated={hydrated} />
    </figure>
  )
}

const marks: Record<Series['look'], string> = {
  accent: 'bg-accent-text',
  neutral: 'bg-neutral',
  fail: 'bg-fail',
  review: 'bg-review',
}
