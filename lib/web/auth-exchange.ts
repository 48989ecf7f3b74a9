import NextAuth, { type AuthOptions } from 'next-auth'
import { unwrap } from '@/lib/members/auth-options'

/**
 * Hands a web `Request` to next-auth through its (request, response) form and gives back a `Response`. Its App Router form
 * reads cookies from Next's ambient scope instead of the request, so it runs nowhere but inside Next; this one runs in
 * tests and scripts just as it does in production.
 */
export async function exchangeWithNextAuth(
  request: Request,
  segments: string[],
  body: Record<string, string>,
  options: AuthOptions,
): Promise<Response> {
  const answer = new Answer()
  const incoming = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: cookiesOf(request),
    query: { ...Object.fromEntries(new URL(request.url).searchParams), nextauth: segments },
    body,
  }
  const handler = unwrap(NextAuth) as unknown as (...args: unknown[]) => Promise<void>
  await handler(incoming, answer, options)
  return answer.toResponse()
}

function cookiesOf(request: Request): Record<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/).map((pair) => pair.split(/=(.*)/s))
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decode(value)]))
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** What next-auth writes to. */
class Answer {
  private code = 200
  private body: string | null = null
  private readonly headers = new Map<string, string | string[]>()

  status(code: number) {
    this.code = code
    return this
  }
  getHeader(name: string) {
    return this.headers.get(name.toLowerCase())
  }
  setHeader(name: string, value: string | string[]) {
    this.headers.set(name.toLowerCase(), value)
    return this
  }
  json(value: unknown) {
    this.setHeader('content-type', 'application/json')
    this.body = JSON.stringify(value)
  }
  send(value: unknown) {
    if (typeof value === 'string') this.body = value
    else if (value !== undefined) this.json(value)
  }
  end() {}

  toResponse(): Response {
    const headers = new Headers({ 'cache-control': 'no-store' })
    for (const [name, value] of this.headers) {
      if (name === 'cache-control') continue
      for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
    }
    return new Response(this.body, { status: this.code, headers })
  }
}
