import type { OrganizationId } from '@/lib/platform/tenant'
import type { Role } from './schema'

/** A member whose session, membership and role were looked up for this very request. What services act for. */
export interface SignedInMember {
  organizationId: OrganizationId
  organizationName: string
  memberId: string
  userId: string
  sessionId: string
  name: string
  email: string
  role: Role
}
