import type { Point, Series } from './chart-points'
import { clockTime } from './clock-time'

type ChartTableProps = {
  title: string
  series: Series[]
  points: Point[]
  said: (value: number | null | undefined) => string
  hydrated: boolean
}

/** The chart's numbers, newest first: only stretches in which there was something. */
export function ChartTable({ title, series, points, said, hydrated }: ChartTableProps) {
  const rows = points.filter(({ values }) => values.some((value) => value)).toReversed()
  if (rows.length === 0) return null
  return (
    <details className="mt-1 text-xs">
      <summary className="w-fit cursor-pointer text-muted">As a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={`${title}, table`} tabIndex={0} className="mt-1 max-h-60 overflow-y-auto">
        <table className="w-full text-left tabular-nums">
          <thead>
            <tr className="text-faint">
              <th scope="col" className="py-0.5 font-normal">
                From
              </th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="py-0.5 text-right font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ from, values }) => (
              <tr key={from} className="border-t">
                <th scope="row" className="py-0.5 font-normal">
                  {clockTime(from, hydrated)}
                </th>
                {series.map(({ name }, one) => (
                  <td key={name} className="py-0.5 text-right">
                    {said(values[one])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
