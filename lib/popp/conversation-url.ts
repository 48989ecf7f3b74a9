import type { PoppEvent } from './event'
import { ID_MAX, limited, URL_MAX } from './limits'
import { id, type MentionReader } from './mention'

const CAMPAIGN_PATH = /^\/campaign\/outbound\/([^/]+)\/?$/

/**
 * The deep link into Popp, if it is one that may be offered to click: https, without credentials (which could dress up
 * another host as Popp's) and not longer than `URL_MAX`. Otherwise undefined.
 */
function readConversationUrl(value: unknown): string | null | undefined {
  if (typeof value !== 'string') return undefined
  if (value.trim() === '') return null
  const url = URL.canParse(value) ? new URL(value) : null
  const isSafe = url?.protocol === 'https:' && url.username === '' && url.password === ''
  return url && isSafe && url.href.length <= URL_MAX ? url.href : undefined
}

/** The link and the campaign's id: the API has a field for that; events only the documented link, which carries it. */
export function readConversationLink(reader: MentionReader): Pick<PoppEvent, 'conversationUrl' | 'campaignId'> {
  const conversationUrl = reader.one('campaignConversationUrl', readConversationUrl, 'an https address')
  const stated = reader.one('campaignId', id, 'an id')
  const campaignId = stated ?? (conversationUrl ? (campaignIdOf(conversationUrl) ?? undefined) : undefined)
  return { conversationUrl, campaignId: limited(campaignId, ID_MAX) }
}

function campaignIdOf(url: string): string | null {
  const segment = CAMPAIGN_PATH.exec(new URL(url).pathname)?.[1]
  if (segment === undefined) return null
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
