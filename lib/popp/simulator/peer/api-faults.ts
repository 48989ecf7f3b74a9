export type ApiCall = 'list' | 'get' | 'messages' | 'send-message' | 'take-over' | 'hand-back'

/** What becomes of a call instead of the usual. */
export interface ApiFault {
  /** Which calls; without it, all. */
  on?: ApiCall[]
  /** How many of them; without it, until `heal`. */
  times?: number
  /** Probability for each of them; without it, 1. */
  share?: number
  /** This answer instead; the call has no effect. */
  status?: number
  /** Seconds, as `Retry-After`. */
  retryAfter?: number
  /** The line is cut: before the call has any effect, or after it, when only the answer is lost. */
  drop?: 'before' | 'after'
  /** The answer comes so much later. */
  delayMs?: number
  /** 200 with a body that is no JSON. */
  unreadable?: boolean
}

/** The faults that are on order. */
export class ApiFaults {
  #ordered: ApiFault[] = []

  constructor(private readonly random: () => number) {}

  get ordered(): readonly ApiFault[] {
    return this.#ordered
  }

  order(fault: ApiFault): void {
    this.#ordered.push({ ...fault })
  }

  heal(): void {
    this.#ordered = []
  }

  /** The first one that concerns this call; it is used up by one. */
  take(call: ApiCall): ApiFault | undefined {
    const fault = this.#ordered.find(({ on, share = 1 }) => (!on || on.includes(call)) && this.random() < share)
    if (fault?.times !== undefined && --fault.times <= 0)
      this.#ordered = this.#ordered.filter((other) => other !== fault)
    return fault
  }
}
