const formats = {
  clock: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** Where the reader is. The server does not know where that is: until then it is said in UTC. */
const format = (iso: string, as: keyof typeof formats, hydrated: boolean) =>
  new Intl.DateTimeFormat('en-GB', { ...formats[as], timeZone: hydrated ? undefined : 'UTC' }).format(new Date(iso))

/** "14:05" */
export const clockTime = (iso: string, hydrated: boolean): string => format(iso, 'clock', hydrated)

/** "14:05", or "Wed 14:05" when that is not the day of the other. */
export function dayTime(iso: string, other: string, hydrated: boolean): string {
  const day = format(iso, 'day', hydrated)
  const time = clockTime(iso, hydrated)
  return day === format(other, 'day', hydrated) ? time : `${day} ${time}`
}
