import { fetchDetails } from '@/lib/details/fetch-service'
import { sendChatAlert, sendMailAlert } from '@/lib/issues/alert-service'
import { handBackInPopp, replyInPopp, takeOverInPopp } from '@/lib/outbox/act-service'
import type { CallHandler } from '@/lib/outbox/handler'
import type { OutwardKind } from '@/lib/outbox/schema'

/** Who does which kind of outward call. */
export const handlers: Partial<Record<OutwardKind, CallHandler>> = {
  'fetch-details': fetchDetails,
  'take-over': takeOverInPopp,
  reply: replyInPopp,
  'hand-back': handBackInPopp,
  'alert-mail': sendMailAlert,
  'alert-chat': sendChatAlert,
}
