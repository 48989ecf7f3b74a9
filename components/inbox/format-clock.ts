import { dateFormat } from '../ui/date-format'

/** "14:32", in the reader's zone unless another is named. */
export function formatClock(date: string | number, timeZone?: string): string {
  return dateFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(date))
}

/** "0:45": what is left, whole seconds, never below zero. */
export function formatCountdown(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds))
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}
