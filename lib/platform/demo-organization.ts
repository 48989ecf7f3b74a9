/**
 * Popp's id of the demo organization: the one in Popp's own documentation, so that its example payloads can be posted as
 * they stand. Outside demo mode its members cannot sign in and its endpoint does not exist.
 */
export const DEMO_POPP_ORGANIZATION_ID = 'org_xyz789'
