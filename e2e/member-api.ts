import type { SignedInMember } from '@/lib/members/domain'
import { cookieName, encodeSession } from '@/lib/members/session-cookie'
import { env } from '@/lib/platform/env'

/** The browser API of one server process as a member's browser calls it, without a browser. Throws for what is refused. */
export async function memberApi(url: string, member: SignedInMember) {
  const cookie = `${cookieName('session')}=${await encodeSession(member.sessionId)}`
  return async <Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    more: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      headers: { cookie, origin: env().APP_URL, ...(body && { 'content-type': 'application/json' }), ...more },
      body: body && JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as Answer
  }
}

export type MemberApi = Awaited<ReturnType<typeof memberApi>>
type Answered = { item: { version: number } }

const pathOf = (itemId: string) => `/api/review-items/${itemId}`

export const claim = (api: MemberApi, itemId: string) => api<Answered>('POST', `${pathOf(itemId)}/claim`)

export async function claimAndResolve(api: MemberApi, itemId: string) {
  const { version } = (await claim(api, itemId)).item
  await api('POST', `${pathOf(itemId)}/resolution`, {
    version,
    outcome: 'no-action-needed',
    idempotencyKey: `resolve-${itemId}`,
  })
}

export const snooze = (api: MemberApi, itemId: string, until: Date) =>
  api('POST', `${pathOf(itemId)}/snooze`, { version: 0, until: until.toISOString() })

/** So many at a time: the server's pool and this machine's sockets are finite. */
export async function inTurns<T>(things: readonly T[], atATime: number, work: (thing: T) => Promise<unknown>) {
  const waiting = [...things]
  const take = async () => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) await work(thing)
  }
  await Promise.all(Array.from({ length: atATime }, take))
}
