/** Exact counting stops here; above it a count costs more than it tells. */
export const COUNT_CAP = 1_000

const whole = new Intl.NumberFormat('en')

/** "0", "999", "1,000", and "1,000+" for everything above. */
export function formatCount(value: number): string {
  return value > COUNT_CAP ? `${whole.format(COUNT_CAP)}+` : whole.format(value)
}
