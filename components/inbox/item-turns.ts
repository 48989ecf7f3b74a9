import { cachedItem } from '@/lib/reviews/client-cache'
import { type HandOverInput, handOverItem, skipItem, snoozeItem, wakeItem } from '@/lib/reviews/client-commands'
import type { CommandResult } from '@/lib/reviews/client-run'
import type { ReviewItem } from '@/lib/reviews/schema'
import { untilWords } from './format-until'
import { forgetHandOverDraft, forgetSkipDraft, restoreHandOverDraft, restoreSkipDraft } from './item-drafts'
import { isOpenTo, nameOf, type Surroundings, sayDone, tell } from './item-surroundings'
import { receiverWords } from './preferred-words'

/** Passing an item on: to a later time, to the next in turn, to somebody else. */
export function turnActions(surroundings: Surroundings) {
  const { client, asker, prepareNext } = surroundings
  return {
    /** `takeBack`: what else goes when it is undone. */
    snooze: async (id: string, until: string, takeBack?: () => void) => {
      if (!isOpenTo(surroundings, id, 'snooze')) return
      const before = cachedItem(client, id)
      const sent = snoozeItem(client, asker, id, until)
      prepareNext(id)('Snoozed')
      const result = tell(surroundings, id, `Not snoozed${of(before)}`, await sent)
      if (result.ok)
        sayDone(surroundings, result, { words: `Snoozed until ${untilWords(until)}`, before, restore: takeBack })
    },
    wake: async (id: string) => {
      if (!isOpenTo(surroundings, id, 'wake')) return
      const before = cachedItem(client, id)
      const result = tell(surroundings, id, 'Not woken', await wakeItem(client, asker, id))
      if (result.ok) sayDone(surroundings, result, { words: 'Awake again', before })
    },
    skip: async (id: string, reason = '') => {
      if (!isOpenTo(surroundings, id, 'skip')) return
      const before = cachedItem(client, id)
      const goOn = prepareNext(id)
      const sent = skipItem(client, asker, id, reason)
      goOn('Skipped', { always: true })
      const result = tell(surroundings, id, `Not skipped${of(before)}`, await sent)
      if (!result.ok) return
      forgetSkipDraft(asker.memberId, id)
      const restore = () => restoreSkipDraft(asker.memberId, id, reason)
      sayDone(surroundings, result, { words: 'Skipped', before, restore })
    },
    /** Refused, the dialog stays open with what was typed: it shows the answer. */
    handOver: (id: string, input: HandOverInput) => handOver(surroundings, id, input),
  }
}

/** The screen has gone on: a refusal says of whom it speaks. */
const of = (item: ReviewItem | undefined) => (item ? `: ${nameOf(item)}` : '')

async function handOver(surroundings: Surroundings, id: string, input: HandOverInput): Promise<CommandResult> {
  const { client, asker, prepareNext } = surroundings
  const before = cachedItem(client, id)
  const goOn = prepareNext(id)
  const result = await handOverItem(client, asker, id, input)
  if (!result.ok) return result
  forgetHandOverDraft(asker.memberId, id)
  const restore = () => restoreHandOverDraft(asker.memberId, id, input.note)
  sayDone(surroundings, result, { words: `Handed over to ${receiverWords(input.to)}`, before, restore })
  goOn('Handed over')
  return result
}
