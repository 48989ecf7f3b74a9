/** Popp's id of the demo organization. Its members cannot sign in outside demo mode. */
export const DEMO_POPP_ORGANIZATION_ID = 'org_demo_northwind'
