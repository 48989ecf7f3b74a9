type ChartScaleProps = { top: number; format: (value: number) => string; whole: boolean }

/** What the three lines of a chart stand for, beside them. Half of what comes in whole numbers may not exist. */
export const ChartScale = ({ top, format, whole }: ChartScaleProps) => (
  <p aria-hidden className="relative w-11 shrink-0 text-right text-2xs text-faint tabular-nums">
    <span className="absolute top-0 right-0 -translate-y-1/2">{format(top)}</span>
    {(!whole || top % 2 === 0) && <span className="absolute top-1/2 right-0 -translate-y-1/2">{format(top / 2)}</span>}
    <span className="absolute right-0 bottom-0 translate-y-1/2">0</span>
  </p>
)
