import type { DeliveryDetail, DeliveryRow, RejectionCause, WorkState } from '@/lib/webhooks/schema'
import { visibleText } from '../ui/pretty-json'

export type EventDelivery = Extract<DeliveryRow, { kind: 'event' }>
export type RejectedDelivery = Extract<DeliveryRow, { kind: 'rejected' }>
export type Copy = DeliveryDetail['copies'][number]

/** What became of an event. */
export const stateWords: Record<WorkState, string> = {
  pending: 'Waiting',
  applied: 'Applied',
  dead: 'Failed',
  quarantined: 'Quarantined',
}

/** What it means, for who opened one. */
export const stateMeaning: Record<WorkState, string> = {
  pending: 'Stored and acknowledged. The worker has not applied it yet.',
  applied: 'Stored, acknowledged and applied.',
  dead: 'Stored and acknowledged, but applying it failed too often. Nothing is lost: the event is kept as it came.',
  quarantined:
    'The signature is right, but the body names another organization. It was kept and changed nothing, here or there.',
}

/** What to do so that the next request is not refused. */
export const whatToDo: Record<RejectionCause, string> = {
  'missing-signature':
    'The x-signature header was missing. Is signing switched on in Popp’s portal, or does a proxy in between drop the header?',
  'malformed-signature':
    'The x-signature header is not an HMAC-SHA256 in hex or base64. Did something in between change it, or did somebody else send this?',
  'wrong-signature':
    'The signature does not match any active secret. Was the secret rotated in Popp’s portal? Then add the new one under Settings, Endpoints.',
  'unsupported-type':
    'The content type was not application/json. Popp sends JSON: this request probably came from something else.',
  'too-large': 'The body was larger than 1 MiB and was not read to its end. No event of Popp’s should be that large.',
  'not-json': 'The body could not be read as JSON. It may have been cut or changed on its way.',
  'no-envelope':
    'The body is JSON but has no "event" in it. Does something other than Popp’s webhook post to this address?',
}

export const answerWords: Record<Copy['answer'], string> = {
  stored: 'Stored',
  duplicate: 'Duplicate',
  rejected: 'Rejected',
}

/** An event's type as Popp sent it; whatever else may stand there is made visible. */
export const shownType = (type: string) => visibleText(type) || '(no type)'
