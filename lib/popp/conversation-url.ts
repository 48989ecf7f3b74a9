import { URL_MAX } from './limits'

const CAMPAIGN_PATH = /^\/campaign\/outbound\/([^/]+)\/?$/

/**
 * The deep link into Popp, if it is one that may be offered to click: https, without credentials (which could dress up
 * another host as Popp's) and not longer than `URL_MAX`. Otherwise undefined.
 */
export function readConversationUrl(value: unknown): string | null | undefined {
  if (typeof value !== 'string') return undefined
  if (value.trim() === '') return null
  const url = URL.canParse(value) ? new URL(value) : null
  const isSafe = url?.protocol === 'https:' && url.username === '' && url.password === ''
  return url && isSafe && url.href.length <= URL_MAX ? url.href : undefined
}

/** The campaign's id: no event has a field for it, but the documented link carries it in its path. */
export function campaignIdOf(url: string): string | null {
  const segment = CAMPAIGN_PATH.exec(new URL(url).pathname)?.[1]
  if (segment === undefined) return null
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
