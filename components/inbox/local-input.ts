const two = (part: number) => String(part).padStart(2, '0')

/** "2026-11-24T10:15": a moment on the browser's clock, as a field for date and time has it. */
export function toLocalInput(at: number): string {
  const date = new Date(at)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}
