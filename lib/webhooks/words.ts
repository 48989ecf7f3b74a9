import type { RejectionCause } from './schema'

/** Why a request was refused, in a few words. */
export const rejectionWords: Record<RejectionCause, string> = {
  'missing-signature': 'No signature',
  'malformed-signature': 'Unreadable signature',
  'wrong-signature': 'Wrong signature',
  'unsupported-type': 'Not sent as JSON',
  'too-large': 'Too large',
  'not-json': 'Not JSON',
  'no-envelope': 'Not an event of Popp’s',
}
