import type { AuthOptions } from 'next-auth'
import credentialsProvider from 'next-auth/providers/credentials'
import { errorFacts } from '@/lib/platform/error-facts'
import { log } from '@/lib/platform/log'
import { credentials } from './schema'
import { type SignInResult, signIn } from './service'
import { authSecret, cookieName, cookieOptions, usesSecureCookies } from './session-cookie'
import { SESSION_MAX_SECONDS } from './session-length'

const cookie = (purpose: 'session' | 'csrf' | 'callback-url') => ({
  name: cookieName(purpose),
  options: cookieOptions(),
})

/**
 * Next-auth for one request. It proves who asks and keeps the cookie; the session itself is our row. `tell` hears how a
 * sign-in ended, because next-auth knows only "no".
 */
export function authOptions(address: string, tell: (result: SignInResult) => void): AuthOptions {
  return {
    secret: authSecret(),
    useSecureCookies: usesSecureCookies(),
    cookies: { sessionToken: cookie('session'), csrfToken: cookie('csrf'), callbackUrl: cookie('callback-url') },
    session: { strategy: 'jwt', maxAge: SESSION_MAX_SECONDS },
    jwt: { maxAge: SESSION_MAX_SECONDS } as AuthOptions['jwt'],
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    logger: { error: (code, facts) => logError(code, facts), warn: (code) => log().warn({ code }, 'next-auth') },
    callbacks: { jwt: ({ token, user }) => ({ sid: (user as { sid?: string } | undefined)?.sid ?? token.sid }) },
    providers: [
      unwrap(credentialsProvider)({
        credentials: { email: {}, password: {} },
        authorize: async (sent) => {
          const result = await attempt(sent, address)
          tell(result)
          return result.ok ? { id: result.userId, sid: result.sessionId } : null
        },
      }),
    ],
  }
}

async function attempt(sent: unknown, address: string): Promise<SignInResult> {
  const parsed = credentials.safeParse(sent)
  if (!parsed.success) return { ok: false, reason: 'wrong-credentials' }
  return signIn(parsed.data.email, parsed.data.password, address)
}

/** CommonJS seen from a module: Node gives the whole exports object where bundlers give its `default`. */
export function unwrap<T>(module: T): T {
  return (module as { default?: T }).default ?? module
}

function logError(code: string, facts: unknown) {
  const error = facts instanceof Error ? facts : (facts as { error?: unknown } | null)?.error
  log().error({ code, error: errorFacts(error) }, 'next-auth')
}
