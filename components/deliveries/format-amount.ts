const whole = new Intl.NumberFormat('en')
const tenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** "3.4 ms"; "not recorded" when a crash lost the measurement. */
export const formatMs = (ms: number | null) => (ms === null ? 'not recorded' : `${tenths.format(ms)} ms`)

const KB = 1_024

/** "812 B", "1.8 KB", "1.0 MB", in units of 1,024. */
export function formatSize(bytes: number): string {
  if (bytes < KB) return `${whole.format(bytes)} B`
  // 1,048,575 bytes are "1.0 MB": never "1,024.0 KB".
  if (bytes < KB * (KB - 0.05)) return `${tenths.format(bytes / KB)} KB`
  return `${tenths.format(bytes / KB / KB)} MB`
}
