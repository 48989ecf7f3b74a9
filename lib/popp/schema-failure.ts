/** Why a call of Popp's API failed. */
export const poppFailureReasons = [
  'unauthorized',
  'not-found',
  'conflict',
  'invalid',
  'rate-limited',
  'unavailable',
  'timeout',
  'circuit-open',
  'unreadable',
] as const
export type PoppFailureReason = (typeof poppFailureReasons)[number]
