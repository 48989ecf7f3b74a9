/** When quiet or slow counts as a failure. Null = never. */
export interface AlertLimits {
  /** An endpoint that normally speaks may be quiet for so long. */
  silenceMinutes: number | null
  /** From Popp's time of an event to its arrival, and from there until it is applied. */
  lagSeconds: number | null
}

/** Of an organization that has saved none. */
export const defaultLimits: AlertLimits = { silenceMinutes: 60, lagSeconds: 300 }
