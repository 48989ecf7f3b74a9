const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long after the first copy another came: "0.3 s later", "4 min later", "2 d later". Cut off, never rounded up. */
export function formatLater(ms: number): string {
  const after = Math.max(0, ms)
  if (after < MINUTE) return `${(Math.floor(after / 100) / 10).toFixed(1)} s later`
  if (after < HOUR) return `${Math.floor(after / MINUTE)} min later`
  if (after < DAY) return `${Math.floor(after / HOUR)} h later`
  return `${Math.floor(after / DAY)} d later`
}
