import type { OutwardCall, OutwardKind } from '@/lib/outbox/schema'
import { outwardReasonWords } from '@/lib/outbox/words'

export const kindWords: Record<OutwardKind, string> = {
  'take-over': 'Take over in Popp',
  reply: 'Reply',
  'hand-back': 'Hand back to the AI',
  'fetch-details': 'Ask Popp for the details',
  'alert-mail': 'Alert by mail',
  'alert-chat': 'Alert to the chat',
}

const whyWords = (reason: string | null) => (reason ? outwardReasonWords(reason) : 'no reason was noted')

const waitWords = new Map<OutwardKind, string>([
  ['take-over', 'waits for the take-over'],
  ['reply', 'waits for the reply'],
  ['hand-back', 'waits for the hand-back'],
])

const since = ({ isSuperseded }: OutwardCall) => (isSuperseded ? ', and what happened since goes before it' : '')

const tries = (attempts: number) => (attempts === 1 ? '1 try' : `${attempts} tries`)

/**
 * How it stands, after the call's name. Where a time follows the words end before it: `done` and `again` say of what.
 * `now`: the database's clock in ms.
 */
export function standingWords(call: OutwardCall, now: number): { words: string; time: 'finished' | 'due' | null } {
  const { state, kind, attempts, reason, dueAt, waitsFor } = call
  switch (state) {
    case 'done':
      return { words: kind === 'reply' ? 'sent' : 'done', time: 'finished' }
    case 'sending':
      return { words: 'on its way', time: null }
    case 'failed':
      return { words: `failed: ${whyWords(reason)} (${tries(attempts)})${since(call)}`, time: null }
    case 'unclear':
      return { words: `unclear: ${whyWords(reason)}, so it may have arrived`, time: null }
    case 'cancelled':
      return { words: 'given up', time: null }
  }
  if (
    waitsFor &&
    (attempts > 0 || Date.parse(dueAt) <= now || waitsFor.state === 'failed' || waitsFor.state === 'unclear')
  )
    return { words: waitWords.get(waitsFor.kind) ?? 'waits', time: null }
  if (attempts > 0) return { words: `${whyWords(reason)} (${tries(attempts)}), again`, time: 'due' }
  const seconds = Math.ceil((Date.parse(dueAt) - now) / 1_000)
  if (seconds <= 0) return { words: 'about to leave', time: null }
  return { words: kind === 'reply' ? `sending in ${seconds} s` : `in ${seconds} s`, time: null }
}
