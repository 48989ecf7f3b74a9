import type { Role } from './schema'

/** Everything a member may do. Each browser route names one of these in `lib/web/routes.ts`. */
export const actions = [
  'read-desk',
  'claim-items',
  'resolve-items',
  'write-notes',
  'write-views',
  'manage-settings',
  'read-deliveries',
  'read-delivery-bodies',
  'replay-deliveries',
  'read-operations',
  'manage-operations',
] as const
export type Action = (typeof actions)[number]

/** The permission matrix: role × action. A test calls every route as every role and holds it against this table. */
export const matrix: Record<Role, Record<Action, boolean>> = {
  recruiter: {
    'read-desk': true,
    'claim-items': true,
    'resolve-items': true,
    'write-notes': true,
    'write-views': true,
    'manage-settings': false,
    'read-deliveries': false,
    'read-delivery-bodies': false,
    'replay-deliveries': false,
    'read-operations': false,
    'manage-operations': false,
  },
  admin: {
    'read-desk': true,
    'claim-items': true,
    'resolve-items': true,
    'write-notes': true,
    'write-views': true,
    'manage-settings': true,
    'read-deliveries': true,
    'read-delivery-bodies': true,
    'replay-deliveries': true,
    'read-operations': true,
    'manage-operations': true,
  },
  auditor: {
    'read-desk': true,
    'claim-items': false,
    'resolve-items': false,
    'write-notes': false,
    'write-views': true,
    'manage-settings': false,
    'read-deliveries': true,
    'read-delivery-bodies': true,
    'replay-deliveries': false,
    'read-operations': true,
    'manage-operations': false,
  },
}

export const may = (role: Role, action: Action) => matrix[role][action]
