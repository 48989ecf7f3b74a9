import type { QueryClient } from '@tanstack/react-query'
import { cachedItem } from '@/lib/reviews/client-cache'
import { toServerTime } from '@/lib/reviews/client-clock'
import { undoAction } from '@/lib/reviews/client-commands'
import { newCommandKey } from '@/lib/reviews/client-key'
import type { Asker, CommandResult } from '@/lib/reviews/client-run'
import type { ReviewItem } from '@/lib/reviews/schema'
import { NO_NAME } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'
import { formatClock } from './format-clock'
import { type Wish, whyNot } from './item-gate'
import { type Lease, leaseOf } from './lease'
import { sayRefused, sayWhy } from './one-toast'
import { refusalWords } from './refusal-words'
import { offerEarlier, offerUndo, withdrawOffer } from './undo-offers'

/** What is asked before something is done. */
export type Question = 'snooze' | 'snooze-at' | 'hold' | 'hand-over' | 'skip' | 'reopen' | 'macros'

/** Says what was done and goes on to the next item: by the member's preference, always, or not at all. */
export type GoOn = (done: string, how?: { always?: boolean; stays?: boolean }) => void

export interface Surroundings {
  client: QueryClient
  asker: Asker
  /** Shows the item, with the resolve panel open or not. */
  show: (id: string, how: { resolving: boolean }) => void
  /** Called before something is asked for; what it returns says whether the reader is still where she was and types nothing new. */
  watchReader: () => () => boolean
  /** Called before a command is sent; what it returns is called once the item is done with. */
  prepareNext: (id: string) => GoOn
  ask: (id: string, question: Question) => void
}

export function leaseNow({ client, asker }: Surroundings, id: string): Lease | undefined {
  const item = cachedItem(client, id)
  return item && leaseOf(item, asker.memberId, toServerTime(Date.now()))
}

/** Whether this can be done now; if not, says why. */
export function isOpenTo(surroundings: Surroundings, id: string, wish: Wish): boolean {
  if (!navigator.onLine && wish !== 'resolve') {
    sayWhy('You are offline', 'Nothing can be saved until you are back.')
    return false
  }
  const lease = leaseNow(surroundings, id)
  if (!lease) return false
  const reason = whyNot(wish, lease)
  if (reason) sayWhy(reason.title, reason.description)
  return reason === null
}

/** A refusal in words, with the item as it now is. */
export const wordsOf = (client: QueryClient, id: string, refused: Extract<CommandResult, { ok: false }>) =>
  refusalWords({ ...refused, item: cachedItem(client, id) }, formatClock)

/** Claiming what is mine already (in another window perhaps) leaves it mine, which was wanted. */
export const isMineAlready = (result: CommandResult) => !result.ok && result.problem.reason === 'already-held'

/** Says a refusal. */
export function tell({ client }: Surroundings, id: string, title: string, result: CommandResult): CommandResult {
  if (!result.ok && !isMineAlready(result)) sayRefused(title, wordsOf(client, id, result))
  return result
}

export const nameOf = ({ candidateName }: ReviewItem) => plainDirection(candidateName ?? NO_NAME)

interface Done {
  words: string
  /** The item as it was before: shown at once when it is undone. */
  before: ReviewItem | undefined
  /** Brings back what was typed for it. */
  restore?: () => void
  /** Takes back what was done with it, once it is undone. */
  takeBack?: () => void
  /** Undone, the panel opens where the decision was written. */
  resolving?: boolean
}

/** Says what was done and offers to take it back. */
export function sayDone(surroundings: Surroundings, result: Extract<CommandResult, { ok: true }>, done: Done): void {
  if (result.actionId) offerBack(surroundings, result.item, Promise.resolve(result), done)
}

/**
 * The same before the answer, for what the screen shows at once: a second key may be Undo already. Refused, the words go
 * and the reason is said under `refused`.
 */
export async function sayDoing(
  surroundings: Surroundings,
  before: ReviewItem,
  sent: Promise<CommandResult>,
  { refused, ...done }: Omit<Done, 'before'> & { refused: string },
): Promise<CommandResult> {
  const offerId = offerBack(surroundings, before, sent, { ...done, before })
  const result = await sent
  if (!result.ok || !result.actionId) withdrawOffer(offerId)
  return tell(surroundings, before.id, refused, result)
}

function offerBack(surroundings: Surroundings, item: ReviewItem, sent: Promise<CommandResult>, done: Done): string {
  const id = newCommandKey()
  const undo = () => void takeBack(surroundings, item.id, sent, done)
  offerUndo({ id, itemId: item.id, words: done.words, about: nameOf(item), undo })
  return id
}

async function takeBack(surroundings: Surroundings, id: string, sent: Promise<CommandResult>, done: Done) {
  const { client, asker, show } = surroundings
  // At once, words and all: refused, the item shows what stands in the way.
  done.restore?.()
  show(id, { resolving: done.resolving ?? false })
  const action = await sent
  // What was refused is said already, and there is nothing to take back.
  if (!action.ok || !action.actionId) return
  const result = await undoAction(client, asker, id, { actionId: action.actionId, before: done.before })
  if (!result.ok) return void tell(surroundings, id, 'Not undone', { ...result, seen: action.item })
  done.takeBack?.()
  offerEarlier()
}
