import { cn } from '../ui/cn'
import type { Series } from './chart-points'

type ChartLegendProps = {
  kind: 'bars' | 'lines'
  series: Series[]
  /** Of which time the values are. */
  when: string
  /** One of each series, as it is said. */
  values: string[]
}

/** What is what, and how much: in all, or of the stretch that is read. */
export const ChartLegend = ({ kind, series, when, values }: ChartLegendProps) => (
  <p className="mt-0.5 flex min-h-5 flex-wrap items-center gap-x-3 text-muted text-xs tabular-nums">
    <span className="w-12">{when}</span>
    {series.map(({ name, look }, one) => (
      <span key={name} className="flex items-center gap-1">
        <span aria-hidden className={cn('h-0.5 w-2.5', marks[look], kind === 'lines' && one > 0 && DASHED)} />
        {name} <span className="text-text">{values[one]}</span>
      </span>
    ))}
  </p>
)

const marks: Record<Series['look'], string> = {
  accent: 'bg-accent-text',
  neutral: 'bg-neutral',
  fail: 'bg-fail',
  review: 'bg-review',
}
/** As the line in the picture. */
const DASHED = 'mask-[linear-gradient(to_right,black_4px,transparent_4px_6px,black_6px)]'
