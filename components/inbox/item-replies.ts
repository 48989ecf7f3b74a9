import { cancelCall } from '@/lib/outbox/client'
import { UNDO_WINDOW_SECONDS } from '@/lib/outbox/domain'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { replyToCandidate } from '@/lib/reviews/client-commands'
import type { CommandResult } from '@/lib/reviews/client-run'
import type { ReplyInput } from '../acting/reply-composer'
import { forgetReplyDraft, restoreReplyDraft } from '../acting/reply-draft'
import { isOpenTo, nameOf, type Surroundings } from './item-surroundings'
import { sayRefused, sayWhy } from './one-toast'
import { offerUndo } from './undo-offers'

/** Writing to the candidate. */
export function replyActions(surroundings: Surroundings) {
  return {
    /** For the key, when there is nothing to write into: says why. */
    whyNoReply: (id: string) => {
      if (!isOpenTo(surroundings, id, 'reply')) return
      sayWhy('Nothing can be written to this candidate', 'Popp’s API is not connected, or the candidate opted out.')
    },
    /** Refused, the words stay where they were written. */
    reply: (id: string, input: ReplyInput) => reply(surroundings, id, input),
  }
}

async function reply(surroundings: Surroundings, id: string, input: ReplyInput): Promise<CommandResult> {
  const { client, asker } = surroundings
  const result = await replyToCandidate(client, asker, id, input)
  if (!result.ok || !result.actionId) return result
  forgetReplyDraft(asker.memberId, id)
  // The call has the action's id.
  const callId = result.actionId
  offerUndo({
    id: callId,
    itemId: `reply:${callId}`,
    words: `Reply goes out in ${UNDO_WINDOW_SECONDS} seconds`,
    about: nameOf(result.item),
    undo: () => void takeBack(surroundings, id, callId, input.text),
  })
  return result
}

async function takeBack({ client, asker }: Surroundings, id: string, callId: string, text: string) {
  try {
    await cancelCall(client, callId)
    restoreReplyDraft(asker.memberId, id, text)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    sayRefused('Not taken back', error.problem.title)
  }
}
