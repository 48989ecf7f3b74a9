import type { Action } from '@/lib/members/permissions'

/**
 * Every route of the product and what it takes to call it. `memberRoute` reads its permission here, and the matrix test
 * walks `app/api` and fails for a route or method without a row.
 * `public`: has its own gate (signature, sign-in) or tells nothing.
 */
export const routes = {
  'GET /api/review-items': 'read-desk',
  'POST /api/review-items/claim-next': 'claim-items',
  'GET /api/review-items/{id}': 'read-desk',
  'POST /api/review-items/{id}/claim': 'claim-items',
  'PATCH /api/review-items/{id}/claim': 'claim-items',
  'DELETE /api/review-items/{id}/claim': 'claim-items',
  'POST /api/review-items/{id}/resolution': 'resolve-items',
  'DELETE /api/review-items/{id}/resolution': 'resolve-items',
  'POST /api/review-items/{id}/snooze': 'claim-items',
  'DELETE /api/review-items/{id}/snooze': 'claim-items',
  'POST /api/review-items/{id}/skip': 'claim-items',
  'POST /api/review-items/{id}/hand-over': 'claim-items',
  'POST /api/review-items/undo': 'claim-items',
  'GET /api/review-items/selection': 'claim-items',
  'GET /api/review-items/facets': 'read-desk',
  'POST /api/review-items/bulk': 'resolve-items',
  'POST /api/review-items/bulk/undo': 'resolve-items',
  'GET /api/views': 'read-desk',
  'POST /api/views': 'write-views',
  'PATCH /api/views/{id}': 'write-views',
  'DELETE /api/views/{id}': 'write-views',
  'GET /api/conversations': 'read-desk',
  'GET /api/conversations/{recordKey}': 'read-desk',
  'POST /api/conversations/{recordKey}/notes': 'write-notes',
  'PATCH /api/conversations/{recordKey}/notes/{noteId}': 'write-notes',
  'DELETE /api/conversations/{recordKey}/notes/{noteId}': 'write-notes',
  'GET /api/conversations/{recordKey}/notes/{noteId}/versions': 'read-desk',
  'GET /api/notifications': 'read-desk',
  'POST /api/notifications/read': 'read-desk',
  'GET /api/members': 'read-desk',
  'GET /api/preferences': 'read-desk',
  'PATCH /api/preferences': 'read-desk',
  'GET /api/deliveries': 'read-deliveries',
  'GET /api/deliveries/{id}': 'read-deliveries',
  'GET /api/deliveries/{id}/body': 'read-delivery-bodies',
  'GET /api/presence': 'read-desk',
  'PUT /api/presence': 'read-desk',
  'DELETE /api/presence': 'read-desk',
  'GET /api/settings/review': 'read-desk',
  'PUT /api/settings/review': 'manage-settings',
  'GET /api/live': 'read-desk',
  'GET /api/auth/{...nextauth}': 'public',
  'POST /api/auth/{...nextauth}': 'public',
  'GET /api/health/live': 'public',
  'GET /api/health/ready': 'public',
  'POST /api/webhooks/popp/{endpointId}': 'public',
} as const satisfies Record<string, Action | 'public'>

export type RouteName = keyof typeof routes
