/**
 * The calls of Popp's API, each to be corrected in this one line, or by an organization's settings.
 * `known`: V = stated in Popp's public documentation, D = inferred, U = not documented.
 */
export const poppCalls = {
  'list-conversations': { method: 'GET', path: '/conversations', known: 'V' },
  'get-conversation': { method: 'GET', path: '/conversations/{id}', known: 'D' },
  'list-messages': { method: 'GET', path: '/conversations/{id}/messages', known: 'U' },
  'send-message': { method: 'POST', path: '/conversations/{id}/messages', known: 'U' },
  'take-over': { method: 'POST', path: '/conversations/{id}/take-over', known: 'U' },
  'hand-back': { method: 'POST', path: '/conversations/{id}/hand-back', known: 'U' },
} as const satisfies Record<string, { method: 'GET' | 'POST'; path: string; known: 'V' | 'D' | 'U' }>

export type PoppCall = keyof typeof poppCalls
export const poppCallNames = Object.keys(poppCalls) as PoppCall[]

/** Paths that an organization has put right. */
export type PathCorrections = Partial<Record<PoppCall, string>>

const ID = '{id}'
const PATH_MAX = 200
/** Segments of plain characters; `{id}` stands alone in one. */
const PATH = /^(\/([A-Za-z0-9_~-][A-Za-z0-9._~-]*|\{id\}))+$/

/** Whether `path` can stand for this call: below the base address, and naming the conversation exactly where it must. */
export function fitsCall(call: PoppCall, path: string): boolean {
  const ids = poppCalls[call].path.includes(ID) ? 1 : 0
  return path.length <= PATH_MAX && PATH.test(path) && path.split(ID).length - 1 === ids
}

/**
 * Where a call goes; null when the record id can stand in no path (`..` would name another resource, and what is no text
 * of Unicode cannot be written at all). A correction that does not fit is as if it were not there.
 */
export function callUrl(base: URL, call: PoppCall, recordId: string, corrections: PathCorrections = {}): URL | null {
  if (/^\.{0,2}$/.test(recordId) || !recordId.isWellFormed()) return null
  const correction = corrections[call]
  const path = correction && fitsCall(call, correction) ? correction : poppCalls[call].path
  return new URL(base.href.replace(/\/+$/, '') + path.replace(ID, encodeURIComponent(recordId)))
}
