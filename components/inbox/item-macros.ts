import { addNoteAgain, removeNote } from '@/lib/conversations/note-client'
import type { Macro } from '@/lib/macros/schema'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { cachedItem } from '@/lib/reviews/client-cache'
import { newCommandKey } from '@/lib/reviews/client-key'
import { reasonRequired } from '@/lib/reviews/domain'
import type { ReviewItem } from '@/lib/reviews/schema'
import { sayAdded } from '../conversation/note-undo'
import { localZone } from './format-until'
import { decisionActions } from './item-decisions'
import { isOpenTo, type Surroundings, tell, wordsOf } from './item-surroundings'
import { turnActions } from './item-turns'
import { sayRefused, sayWhy } from './one-toast'
import { restoreResolveDraft } from './resolve-draft'
import { snoozePresets } from './snooze-presets'

/**
 * What a macro does, one after the other: its note, then its decision. Undone, both are taken back; where the decision is
 * refused the note goes too, so that using the macro again does not write it twice.
 */
export function macroActions(surroundings: Surroundings) {
  return {
    useMacro: async (id: string, macro: Macro) => {
      const item = cachedItem(surroundings.client, id)
      if (!item || !isOpenTo(surroundings, id, 'snooze')) return
      if (macro.outcome && !macro.reason && reasonRequired(item.aiOutcome, macro.outcome))
        return askForReason(surroundings, item, macro)
      const until = untilOf(macro)
      if (macro.snooze && until === null) return sayWhy('It is too late for that today', 'Snooze it by hand.')
      const noted = await writeNote(surroundings, item, macro)
      if (!noted.ok) return
      const decided = await decide(surroundings, id, { macro, until, takeBack: noted.takeBack })
      if (decided === 'none') noted.offer?.()
      else if (!decided?.ok) await noted.takeBack?.(decided ? wordsOf(surroundings.client, id, decided) : '')
    },
  }
}

interface Decision {
  macro: Macro
  until: string | null
  takeBack: Noted['takeBack']
}

/** @returns 'none' = the macro only writes its note; null = not possible now. A refusal was said. */
async function decide(surroundings: Surroundings, id: string, { macro, until, takeBack }: Decision) {
  if (macro.outcome) {
    const input = { outcome: macro.outcome, reason: macro.reason ?? '', idempotencyKey: newCommandKey() }
    return tell(surroundings, id, 'Not resolved', await decisionActions(surroundings).resolve(id, input, takeBack))
  }
  return until ? turnActions(surroundings).snooze(id, until, takeBack) : 'none'
}

/** Popp said otherwise: why, only the recruiter can say. Outcome and note wait in the panel. */
function askForReason({ asker, show }: Surroundings, item: ReviewItem, { outcome, note }: Macro) {
  restoreResolveDraft(asker.memberId, item.id, { outcome, reason: note ?? '' })
  show(item.id, { resolving: true })
}

function untilOf({ snooze }: Macro): string | null {
  const preset = snooze && snoozePresets(Date.now(), localZone()).find(({ id }) => id === snooze)
  return preset?.until ? new Date(preset.until).toISOString() : null
}

interface Noted {
  ok: boolean
  /** Says it when it cannot, after `refusal`: one refusal is on screen at a time. */
  takeBack?: (refusal?: string) => Promise<void>
  offer?: () => void
}

async function writeNote({ client }: Surroundings, { recordKey }: ReviewItem, { note: body }: Macro): Promise<Noted> {
  if (!body) return { ok: true }
  try {
    const note = await addNoteAgain(client, recordKey, { body, key: newCommandKey() })
    return {
      ok: true,
      takeBack: (refusal = '') => removeNote(client, recordKey, note.id).catch((error) => sayNoteStays(error, refusal)),
      offer: () => sayAdded({ client, recordKey, note }),
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    sayRefused('The note was not saved', error.problem.title)
    return { ok: false }
  }
}

function sayNoteStays(error: unknown, refusal: string) {
  if (!(error instanceof ProblemError)) throw error
  sayRefused('The note could not be taken back', `${refusal} ${error.problem.title}`.trim())
}
