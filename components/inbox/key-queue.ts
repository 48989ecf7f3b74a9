/** So long a key waits for its item; then the item is not coming, and the key means nothing any more. */
export const GIVE_UP_MS = 10_000

interface Waiting {
  isReady: () => boolean
  /** `typed`: what was pressed meanwhile, for a field that would have got it. */
  run: (typed: string) => void
  giveUp: () => void
  /** It is meant for the item that is about to be opened: opening that one does not end the waiting. */
  follows?: boolean
}

/** What of a KeyboardEvent decides. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/**
 * A key that was pressed before the thing it acts on is there waits for it, and what is pressed meanwhile acts on nothing:
 * E and then "call back" must not claim. One key at a time; `frame` calls back soon, as long as one waits.
 */
export function createKeyQueue(frame: (look: () => void) => void, clock: () => number) {
  let waiting: (Waiting & { since: number; typed: string }) | null = null

  const look = () => {
    if (!waiting) return
    const { isReady, run, giveUp, since, typed } = waiting
    const ready = isReady()
    if (!ready && clock() - since < GIVE_UP_MS) return frame(look)
    waiting = null
    if (ready) run(typed)
    else giveUp()
  }
  return {
    /** Runs at once when everything is there. */
    whenReady(wanted: Waiting) {
      if (wanted.isReady()) return wanted.run('')
      const isFirst = waiting === null
      waiting = { ...wanted, since: clock(), typed: '' }
      if (isFirst) frame(look)
    },
    /** @returns whether the key is taken: it must act on nothing else */
    press({ key, ctrlKey, metaKey, altKey }: Press): boolean {
      if (!waiting || ctrlKey || metaKey || altKey) return false
      if (key === 'Escape' || key === 'Tab') {
        waiting = null
        return key === 'Escape'
      }
      if (key === 'Backspace') waiting.typed = waiting.typed.slice(0, -1)
      // What has a longer name than one character writes nothing.
      else if ([...key].length === 1) waiting.typed += key
      else return key === 'Enter'
      return true
    },
    /** Another item is open: a key meant for one never acts on another. */
    moveOn() {
      if (!waiting?.follows) waiting = null
      else waiting.follows = false
    },
  }
}
