import { z } from 'zod'
import { type CurrentMember, sessionAnswer } from './schema'

const AUTH = '/api/auth'

export type SignInAnswer =
  | { ok: true }
  | { ok: false; reason: 'wrong-credentials' }
  | { ok: false; reason: 'too-many-attempts'; retryAfterSeconds: number }
  | { ok: false; reason: 'unavailable' }

/** Signs this browser in. Never throws: what went wrong is a reason that the form has words for. */
export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  const response = await post('callback/credentials', { email, password })
  if (response?.ok) return { ok: true }
  if (response?.status === 401) return { ok: false, reason: 'wrong-credentials' }
  if (response?.status === 429) {
    const retryAfterSeconds = Number(response.headers.get('retry-after')) || 60
    return { ok: false, reason: 'too-many-attempts', retryAfterSeconds }
  }
  return { ok: false, reason: 'unavailable' }
}

/** Ends this session on the server, releases what the member holds and closes live streams. False = still signed in. */
export async function signOut(): Promise<boolean> {
  return (await post('signout', {}))?.ok ?? false
}

/** Who is signed in by now; null = nobody. Throws when the server cannot be reached. */
export async function signedInMember(): Promise<CurrentMember | null> {
  const response = await fetch(`${AUTH}/session`)
  return sessionAnswer.parse(await response.json()).member
}

/** Null when the server could not be reached, or did not take our token for its own. */
async function post(path: string, fields: Record<string, string>): Promise<Response | null> {
  try {
    const csrf = await fetch(`${AUTH}/csrf`)
    if (!csrf.ok) return csrf
    const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json())
    const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' })
    const response = await fetch(`${AUTH}/${path}`, { method: 'POST', body })
    return (await refusedToken(response)) ? null : response
  } catch {
    return null
  }
}

/** Next-auth answers 200 with a way back to its form when the token is not the cookie's (cookies are off, say). */
async function refusedToken(response: Response): Promise<boolean> {
  if (!response.ok) return false
  const { url } = z.object({ url: z.string() }).parse(await response.clone().json())
  return url.includes('csrf=true')
}
