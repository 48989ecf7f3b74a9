import { barsOf, HEIGHT, lineOf, type Point, type Series, WIDTH } from './chart-points'

const fills: Record<Series['look'], string> = {
  accent: 'fill-accent-text',
  neutral: 'fill-neutral',
  fail: 'fill-fail',
  review: 'fill-review',
}
const strokes: Record<Series['look'], string> = {
  accent: 'stroke-accent-text',
  neutral: 'stroke-neutral',
  fail: 'stroke-fail',
  review: 'stroke-review',
}

type ChartPictureProps = {
  kind: 'bars' | 'lines'
  series: Series[]
  points: Point[]
  top: number
  active: number | null
}

/** The picture alone: what it shows is said elsewhere. It stretches to its place; the strokes do not. */
export function ChartPicture({ kind, series, points, top, active }: ChartPictureProps) {
  const step = WIDTH / points.length
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-visible"
    >
      {active !== null && <rect x={active * step} width={step} height={HEIGHT} className="fill-selected" />}
      {[0, 0.5, 1].map((part) => (
        <line
          key={part}
          x2={WIDTH}
          y1={part * HEIGHT}
          y2={part * HEIGHT}
          vectorEffect="non-scaling-stroke"
          className="stroke-border"
        />
      ))}
      {series.map(({ name, look }, one) =>
        kind === 'bars' ? (
          <g key={name} className={fills[look]}>
            {barsOf(points, one, top).map(({ point, ...bar }) => (
              <rect key={point} {...bar} />
            ))}
          </g>
        ) : (
          <path
            key={name}
            d={lineOf(points, one, top)}
            fill="none"
            strokeWidth={1.5}
            strokeDasharray={one === 0 ? undefined : '4 3'}
            vectorEffect="non-scaling-stroke"
            className={strokes[look]}
          />
        ),
      )}
    </svg>
  )
}
