import type { Tx } from '@/lib/platform/db'
import { ensureOrganizationRow } from './store'

/** The organization of a Popp subaccount, made if missing; a known one keeps its name. In the caller's transaction. */
export const ensureOrganization = (tx: Tx, organization: { name: string; poppOrganizationId: string }) =>
  ensureOrganizationRow(tx, organization)
