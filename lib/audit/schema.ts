/** Everything the trail can tell. Stable codes; screens have words for them. */
export const auditActions = [
  'item-opened',
  'item-returned',
  'item-flagged-again',
  'item-claimed',
  'claim-extended',
  'claim-released',
  'item-resolved',
  'item-reopened',
  'note-added',
  'signed-in',
  'signed-out',
  'event-dead',
] as const
export type AuditAction = (typeof auditActions)[number]
