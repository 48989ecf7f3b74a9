import { cachedItem } from '@/lib/reviews/client-cache'
import { type HandOverInput, handOverItem, skipItem, snoozeItem, wakeItem } from '@/lib/reviews/client-commands'
import type { CommandResult } from '@/lib/reviews/client-run'
import { untilWords } from './format-until'
import { forgetHandOverDraft, forgetSkipDraft, restoreHandOverDraft, restoreSkipDraft } from './item-drafts'
import { isOpenTo, nameOf, type Surroundings, sayDoing, sayDone } from './item-surroundings'
import { receiverWords } from './preferred-words'

/** Passing an item on: to a later time, to the next in turn, to somebody else. */
export function turnActions(surroundings: Surroundings) {
  const { client, asker, prepareNext } = surroundings
  return {
    /** `takeBack`: what else goes when it is undone. @returns null = not possible now, and that was said */
    snooze: async (id: string, until: string, takeBack?: () => void): Promise<CommandResult | null> => {
      const before = cachedItem(client, id)
      if (!isOpenTo(surroundings, id, 'snooze') || !before) return null
      const sent = snoozeItem(client, asker, id, until)
      prepareNext(id)('Snoozed')
      const words = `Snoozed until ${untilWords(until)}`
      return sayDoing(surroundings, before, sent, { words, refused: `Not snoozed: ${nameOf(before)}`, takeBack })
    },
    wake: async (id: string) => {
      const before = cachedItem(client, id)
      if (!isOpenTo(surroundings, id, 'wake') || !before) return
      await sayDoing(surroundings, before, wakeItem(client, asker, id), { words: 'Awake again', refused: 'Not woken' })
    },
    skip: async (id: string, reason = '') => {
      const before = cachedItem(client, id)
      if (!isOpenTo(surroundings, id, 'skip') || !before) return
      const goOn = prepareNext(id)
      const sent = skipItem(client, asker, id, reason)
      goOn('Skipped', { always: true })
      // The screen has gone on: a refusal says of whom it speaks.
      const result = await sayDoing(surroundings, before, sent, {
        words: 'Skipped',
        refused: `Not skipped: ${nameOf(before)}`,
        restore: () => restoreSkipDraft(asker.memberId, id, reason),
      })
      if (result.ok) forgetSkipDraft(asker.memberId, id)
    },
    /** Refused, the dialog stays open with what was typed: it shows the answer. */
    handOver: (id: string, input: HandOverInput) => handOver(surroundings, id, input),
  }
}

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
