import type { Route } from 'next'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { SignedInMember } from './domain'
import { safePath } from './safe-path'
import { memberOfSession } from './service'
import { cookieName, decodeSession } from './session-cookie'

/** Set by `proxy.ts` on every page's request: pages themselves are not told their address. */
const PATH_HEADER = 'x-page-path'

/** Who looks at this page; null when nobody is signed in. Layout and page share one query. Opening a page is activity. */
export const pageMember = cache(async (): Promise<SignedInMember | null> => {
  const sessionId = await decodeSession((await cookies()).get(cookieName('session'))?.value)
  return sessionId ? memberOfSession(sessionId, true) : null
})

/** For pages that need a member: sends everybody else to sign in first and then back here. */
export async function requirePageMember(): Promise<SignedInMember> {
  const member = await pageMember()
  if (member) return member
  const from = safePath((await headers()).get(PATH_HEADER))
  redirect((from === '/' ? '/login' : `/login?from=${encodeURIComponent(from)}`) as Route)
}
