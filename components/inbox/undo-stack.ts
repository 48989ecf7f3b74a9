import { UNDO_WINDOW_SECONDS } from '@/lib/outbox/domain'

/** So long the screen offers to undo an action: what it wants in Popp waits for this. */
export const UNDO_MS = UNDO_WINDOW_SECONDS * 1_000

/** An action of this tab that can be taken back. */
export interface UndoOffer {
  id: string
  /** Null = it concerns many. */
  itemId: string | null
  /** What was done: "Snoozed until Tue 09:00". */
  words: string
  until: number
  undo: () => void
}

/** The newest last. A later action on the same item ends the earlier one's offer: its item has changed since. */
export function withOffer(offers: readonly UndoOffer[], offer: UndoOffer, now: number): UndoOffer[] {
  const open = offers.filter(({ until, itemId }) => until > now && (itemId === null || itemId !== offer.itemId))
  return [...open, offer]
}

/** What Undo means at this moment; null = nothing was done lately. */
export const latestOffer = (offers: readonly UndoOffer[], now: number): UndoOffer | null =>
  offers.findLast(({ until }) => until > now) ?? null

export const withoutOffer = (offers: readonly UndoOffer[], id: string): UndoOffer[] =>
  offers.filter((offer) => offer.id !== id)
