import { HEARTBEAT_SECONDS } from '@/lib/presence/domain'

/** Passing by on the way through the list is not looking. */
export const ARRIVE_MS = 300
/** Who has entered nothing for so long does not type. */
export const TYPING_MS = 6_000

export interface Said {
  here: (typing: boolean) => Promise<void>
  /** `closing`: the page goes away now, nothing can be waited for. */
  left: (closing: boolean) => Promise<void>
}

/**
 * One member on one item: says so while it is in view, from the moment it was looked at until it is left. What is said
 * goes in turn, or a leaving that overtakes a sign of life would leave her there for half a minute.
 */
export function openPresence({ here, left }: Said) {
  let arrival: ReturnType<typeof setTimeout> | undefined
  let beat: ReturnType<typeof setInterval> | undefined
  let typed: ReturnType<typeof setTimeout> | undefined
  let isSaid = false
  let turn = Promise.resolve()

  const say = () => {
    isSaid = true
    const typing = typed !== undefined
    turn = turn.then(() => here(typing))
  }
  const quiet = () => {
    clearTimeout(arrival)
    clearTimeout(typed)
    clearInterval(beat)
    arrival = beat = typed = undefined
  }
  const arrive = () => {
    clearTimeout(arrival)
    arrival = undefined
    clearInterval(beat)
    beat = setInterval(say, HEARTBEAT_SECONDS * 1_000)
    say()
  }
  return {
    /** In view (again). */
    shown: () => {
      if (!beat) arrival ??= setTimeout(arrive, ARRIVE_MS)
    },
    /** Out of view, but perhaps for a moment only: she fades by herself. */
    hidden: quiet,
    typed: () => {
      const began = typed === undefined
      clearTimeout(typed)
      typed = setTimeout(() => {
        typed = undefined
        say()
      }, TYPING_MS)
      if (began) arrive()
    },
    left: (closing = false) => {
      quiet()
      if (!isSaid) return
      isSaid = false
      if (closing) void left(true)
      else turn = turn.then(() => left(false))
    },
  }
}
