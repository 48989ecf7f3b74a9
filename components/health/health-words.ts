const whole = new Intl.NumberFormat('en')
const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const MEBIBYTE = 1_024 * 1_024

/** "0.8 ms", "120 ms", "1.4 s", "3 min", "2.5 h": as exact as it matters at its size. */
export function formatDuration(ms: number): string {
  if (ms < 10) return `${Math.round(ms * 10) / 10} ms`
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`
  if (ms < MINUTE_MS) return `${Math.round(ms / 100) / 10} s`
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`
  return `${Math.round(ms / HOUR_MS / 0.1) / 10} h`
}

export const formatNumber = (value: number) => whole.format(value)

/** "61 MB", "2.4 GB", in units of 1,024. */
export function formatBytes(bytes: number): string {
  const mebibytes = bytes / MEBIBYTE
  return mebibytes < 1_024 ? `${Math.round(mebibytes)} MB` : `${Math.round(mebibytes / 102.4) / 10} GB`
}

const kinds: Record<string, string> = {
  'take-over': 'Take over',
  reply: 'Reply',
  'hand-back': 'Hand back',
  'fetch-details': 'Get details',
  'alert-mail': 'Alert by mail',
  'alert-chat': 'Alert to a chat',
}
const states: Record<string, string> = {
  waiting: 'waiting',
  sending: 'on its way',
  failed: 'failed',
  unclear: 'unclear',
}

/** Outward calls in words: "Reply", "failed". */
export const kindWords = (kind: string) => kinds[kind] ?? kind
export const callStateWords = (state: string) => states[state] ?? state

const roles: Record<string, string> = { web: 'Web', worker: 'Worker', app: 'Web, started by itself' }
export const roleWords = (role: string) => roles[role] ?? role
