import { decode, encode } from 'next-auth/jwt'
import { deriveKey } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'
import { isHttps } from '@/lib/platform/security-headers'
import { SESSION_MAX_SECONDS } from './session-length'

/** Next-auth's own secret: a leak of one of our derived keys does not open the others. */
export const authSecret = () => deriveKey(env().APP_SECRET, 'next-auth').toString('hex')

export const usesSecureCookies = () => isHttps(env().APP_URL)

/**
 * `__Host-`: sent only over TLS, only to this very host, set by nobody else. Without TLS the browser refuses that name;
 * there the port stands in it, because cookies do not know ports and two desks on one machine must not sign each other out.
 */
export function cookieName(purpose: 'session' | 'csrf' | 'callback-url'): string {
  if (usesSecureCookies()) return `__Host-review-desk.${purpose}`
  return `review-desk-${new URL(env().APP_URL).port || '80'}.${purpose}`
}

export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: usesSecureCookies() }) as const

/** The session's id in an encrypted token; nothing else is in it, nothing else is believed. */
export const encodeSession = (sessionId: string): Promise<string> =>
  encode({ token: { sid: sessionId }, secret: authSecret(), maxAge: SESSION_MAX_SECONDS })

/** Null for a missing, forged, foreign or expired token. */
export async function decodeSession(token: string | undefined): Promise<string | null> {
  if (!token) return null
  const payload = await decode({ token, secret: authSecret() }).catch(() => null)
  return typeof payload?.sid === 'string' ? payload.sid : null
}

/** The session's id that a `Cookie` header names. */
export function sessionIdOf(cookieHeader: string | null): Promise<string | null> {
  const prefix = `${cookieName('session')}=`
  const pair = cookieHeader?.split(/;\s*/).find((part) => part.startsWith(prefix))
  return decodeSession(pair?.slice(prefix.length))
}
