import { GET, POST } from '@/app/api/auth/[...nextauth]/route'
import type { SignedInMember } from '@/lib/members/domain'
import { cookieName, encodeSession } from '@/lib/members/session-cookie'

/** APP_URL of tests: the default of `lib/platform/env.ts`. */
const TEST_ORIGIN = 'http://localhost:3000'

interface Sent {
  method?: string
  body?: string
  headers?: Record<string, string>
}

/** What a browser does with cookies and `Origin`, without a browser. One visitor. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()
  headers: Record<string, string> = { origin: TEST_ORIGIN, host: 'localhost:3000' }

  request(path: string, { method = 'GET', body, headers }: Sent = {}): Request {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Request(TEST_ORIGIN + path, { method, body, headers: { ...this.headers, cookie, ...headers } })
  }

  /** Calls next-auth's real route and keeps the cookies that it sets. */
  async auth(path: string, sent?: Sent): Promise<Response> {
    const request = this.request(`/api/auth/${path}`, sent)
    const params = Promise.resolve({ nextauth: path.split('?')[0]!.split('/') })
    const response = await (request.method === 'POST' ? POST : GET)(request, { params })
    for (const line of response.headers.getSetCookie()) this.keep(line)
    return response
  }

  async post(path: string, fields: Record<string, string>): Promise<Response> {
    const { csrfToken } = (await (await this.auth('csrf')).json()) as { csrfToken: string }
    const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.auth(path, { method: 'POST', body, headers })
  }

  signIn = (email: string, password: string) => this.post('callback/credentials', { email, password })
  signOut = () => this.post('signout', {})

  /** Carries the cookie of a session that stands in the database, as if signed in. */
  static async of(member: SignedInMember): Promise<TestBrowser> {
    const browser = new TestBrowser()
    browser.cookies.set(cookieName('session'), await encodeSession(member.sessionId))
    return browser
  }

  private keep(line: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}
