import type { OrganizationId } from '@/lib/platform/tenant'
import type { OutwardKind } from './schema'
import type { OutwardReason } from './schema-reason'

/** A call that this worker has taken: that it is being sent is committed before its handler is called. */
export interface LeasedCall {
  organizationId: OrganizationId
  id: string
  kind: OutwardKind
  recordKey: string | null
  reviewItemId: string | null
  issueId: string | null
  memberId: string | null
  /** Decrypted. */
  payload: string | null
  /** This one included. */
  attempts: number
  createdAt: Date
}

/** How it went. `reason` is stored, shown in words and named in an issue. */
export type CallOutcome =
  | { state: 'done' }
  /** Surely not done, or harmless to do twice: tried again with growing pauses, up to a maximum, then `failed`. */
  | { state: 'again'; reason: OutwardReason; retryAfterSeconds?: number }
  /** Trying again would not help. A person may repeat it. */
  | { state: 'failed'; reason: OutwardReason }
  /** Not wanted any more: it comes to nothing, and nobody need know. */
  | { state: 'cancelled'; reason: OutwardReason }
  /** It may have happened. Only a person repeats it. */
  | { state: 'unclear'; reason: OutwardReason }

/**
 * Does one kind of call. Throws only by a bug: then a kind that may be done twice is tried again, another is unclear.
 * After `signal` aborts it sends nothing more and comes back at once: somebody else decides about the call then.
 */
export type CallHandler = (call: LeasedCall, signal?: AbortSignal) => Promise<CallOutcome>
