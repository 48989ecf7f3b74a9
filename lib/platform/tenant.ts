declare const organization: unique symbol

/**
 * An organization's id that a gate has vouched for: the session (browser), the endpoint in the path (Popp) or a row that
 * the worker leased. Stores take nothing else, so a request's own text can never choose the tenant.
 */
export type OrganizationId = string & { readonly [organization]: true }

/** Only for the gates named above, seeds and tests. */
export const vouchedOrganizationId = (id: string) => id as OrganizationId
