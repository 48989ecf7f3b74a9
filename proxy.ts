import { type NextRequest, NextResponse } from 'next/server'
import { isHttps, pagePolicy, securityHeaders } from '@/lib/platform/security-headers'

/**
 * Gives each page its own script nonce. Next reads it from the policy in the *request* headers and puts it on the
 * scripts it writes; the browser reads it from the answer.
 */
export function proxy(request: NextRequest) {
  const https = isHttps(process.env.APP_URL)
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64')
  const policy = pagePolicy({ nonce, https, development: process.env.NODE_ENV === 'development' })

  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  // Pages are not told their address; sign-in leads back to it. The path only: a query may hold a searched name.
  headers.set('x-page-path', request.nextUrl.pathname)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(securityHeaders({ https }))) response.headers.set(name, value)
  return response
}

/** Pages only. A proxy that matches /api would cut bodies at 10 MB and cost every delivery a detour. */
export const config = { matcher: ['/((?!api/|api$|_next/|favicon\\.ico$|icon\\.svg$).*)'] }
