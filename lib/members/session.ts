import type { SignedInMember } from './domain'
import type { CurrentMember } from './schema'
import { memberOfSession } from './service'
import { sessionIdOf } from './session-cookie'

/** Reading keeps no session alive: open tabs refetch by themselves all night. Changing something does. */
const isActivity = (method: string) => method !== 'GET' && method !== 'HEAD'

/** Who sends this request, looked up now; null when nobody is signed in. One query. */
export async function memberOfRequest(request: Request): Promise<SignedInMember | null> {
  const sessionId = await sessionIdOf(request.headers.get('cookie'))
  return sessionId ? memberOfSession(sessionId, isActivity(request.method)) : null
}

/** What screens may know of the signed-in member. */
export const toCurrentMember = ({ memberId, name, email, role, organizationName }: SignedInMember): CurrentMember => ({
  memberId,
  name,
  email,
  role,
  organizationName,
})
