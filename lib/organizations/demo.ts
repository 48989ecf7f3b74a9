/**
 * Popp's id of the demo organization: the one in Popp's own documentation, so that its example payloads can be posted as
 * they stand. Its members cannot sign in outside demo mode.
 */
export const DEMO_POPP_ORGANIZATION_ID = 'org_xyz789'
