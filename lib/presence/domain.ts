import type { Present } from './schema'

/** Who has not been heard of for this long is gone, also when the browser died and could not say so. */
export const PRESENT_SECONDS = 30
/** A browser with its item on screen says so this often. */
export const HEARTBEAT_SECONDS = 10
/** "Typing" is said again with each heartbeat: one that was missed ends it. */
export const TYPING_SECONDS = 15

const ageSeconds = ({ seenAt }: Present, now: number) => (now - Date.parse(seenAt)) / 1_000

/** Those of `known` who are still there at `now` (ms on the database's clock), and who of them still types. */
export const stillPresent = (known: readonly Present[], now: number): Present[] =>
  known
    .filter((one) => ageSeconds(one, now) < PRESENT_SECONDS)
    .map((one) => (one.typing && ageSeconds(one, now) >= TYPING_SECONDS ? { ...one, typing: false } : one))
