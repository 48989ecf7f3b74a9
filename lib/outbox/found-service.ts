import type { OrganizationId } from '@/lib/platform/tenant'
import type { PoppClient } from '@/lib/popp/client/client'
import { openPayload } from './payload'
import { listSentReplies } from './recipient-store'

/** Popp's clock may be behind ours by so much. */
const SKEW_MS = 120_000
const PAGES_MAX = 5
/** After so long no further page is asked for. With what one page may take, two searches and a reply fit in an attempt. */
const SEARCH_MS = 5_000

export interface SoughtReply {
  organizationId: OrganizationId
  id: string
  recordKey: string
  recordId: string
  text: string
  /** When it was wanted: it was sent after that. */
  createdAt: Date
}

/**
 * Whether Popp has the reply among the conversation's messages: more often by these words, since it was wanted, than we
 * know to have sent them. Null = it cannot be said (Popp lists no messages, or not now).
 */
export async function isFoundInPopp(popp: PoppClient, sought: SoughtReply): Promise<boolean | null> {
  const since = new Date(sought.createdAt.getTime() - SKEW_MS)
  const listed = await countListed(popp, sought, since)
  if (listed === null || listed === 0) return listed === null ? null : false
  const { organizationId, recordKey, id } = sought
  const others = await listSentReplies(organizationId, recordKey, since, id)
  return listed > others.filter((payload) => isSame(openPayload(payload), sought.text)).length
}

async function countListed(popp: PoppClient, { recordId, text }: SoughtReply, since: Date): Promise<number | null> {
  const until = performance.now() + SEARCH_MS
  let count = 0
  let nextToken: string | undefined
  for (let pages = 0; pages < PAGES_MAX && performance.now() < until; pages++) {
    const answer = await popp.listMessages(recordId, { nextToken })
    if (!answer.ok) return null
    const { rows, nextToken: further } = answer.value
    // One without a time may be it: saying the same to a candidate twice is worse than a person's second look.
    count += rows.filter(
      ({ role, text: said, at }) => isOurs(role) && isSame(said, text) && (!at || at >= since),
    ).length
    if (!further) return count
    nextToken = further
  }
  return count > 0 ? count : null
}

/** A word for the recruiter that we do not know may mean her. */
const isOurs = (role: string) => role === 'recruiter' || role === 'other'
const isSame = (said: string, words: string) => squeezed(said) === squeezed(words)
const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()
