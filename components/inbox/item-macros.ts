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
import { isOpenTo, type Surroundings } from './item-surroundings'
import { turnActions } from './item-turns'
import { sayRefused, sayWhy } from './one-toast'
import { restoreResolveDraft } from './resolve-draft'
import { snoozePresets } from './snooze-presets'

/** What a macro does, one after the other: its note, then its decision. Undone, both are taken back. */
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
      const takeNoteBack = () => noted.takeBack?.()
      if (macro.outcome) {
        const input = { outcome: macro.outcome, reason: macro.reason ?? '', idempotencyKey: newCommandKey() }
        const result = await decisionActions(surroundings).resolve(id, input, takeNoteBack)
        if (!result.ok) sayRefused('Not resolved', 'The note was written. Look at the item again.')
      } else if (until) await turnActions(surroundings).snooze(id, until, takeNoteBack)
      else noted.offer?.()
    },
  }
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
  takeBack?: () => void
  offer?: () => void
}

async function writeNote({ client }: Surroundings, { recordKey }: ReviewItem, { note: body }: Macro): Promise<Noted> {
  if (!body) return { ok: true }
  try {
    const note = await addNoteAgain(client, recordKey, { body, key: newCommandKey() })
    return {
      ok: true,
      takeBack: () => void removeNote(client, recordKey, note.id).catch(() => {}),
      offer: () => sayAdded({ client, recordKey, note }),
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    sayRefused('The note was not saved', error.problem.title)
    return { ok: false }
  }
}
