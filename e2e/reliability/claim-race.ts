import type { SignedInMember } from '@/lib/members/domain'
import { cookieName, encodeSession } from '@/lib/members/session-cookie'

/** A browser of a member, as far as a claim needs one. */
export interface Racer {
  member: SignedInMember
  cookie: string
}

export interface Answer {
  racer: Racer
  status: number
  body: { reason?: string; holder?: { memberId: string; name: string }; item?: { id: string; version: number } }
  ms: number
}

export const toRacer = async (member: SignedInMember): Promise<Racer> => ({
  member,
  cookie: `${cookieName('session')}=${await encodeSession(member.sessionId)}`,
})

/** Sends so many claims of one item at the same moment, each on a connection of its own, by the racers in turn. */
export const race = (url: string, itemId: string, racers: readonly Racer[], claims: number): Promise<Answer[]> =>
  Promise.all(Array.from({ length: claims }, (_, n) => claim(url, itemId, racers[n % racers.length]!)))

async function claim(url: string, itemId: string, racer: Racer): Promise<Answer> {
  const start = performance.now()
  const response = await fetch(`${url}/api/review-items/${itemId}/claim`, {
    method: 'POST',
    headers: { cookie: racer.cookie, origin: new URL(url).origin },
  })
  const body = (await response.json()) as Answer['body']
  return { racer, status: response.status, body, ms: performance.now() - start }
}

/** What is wrong with a round; empty when exactly one claim was granted and all others name its holder. */
export function faultsOf(answers: readonly Answer[]): string[] {
  const granted = answers.filter(({ status }) => status === 200)
  const winner = granted[0]?.racer.member
  const others = answers.filter(({ status }) => status !== 200)
  return [
    ...(granted.length === 1 ? [] : [`${granted.length} claims were granted`]),
    ...others.flatMap(({ status, body }) => {
      if (status !== 409) return [`a claim was answered ${status}`]
      const named = body.holder?.memberId === winner?.memberId && body.holder?.name === winner?.name
      return named ? [] : [`a refusal names ${body.holder?.name ?? 'nobody'} instead of ${winner?.name}`]
    }),
  ]
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
