import type { ApiCall } from './api-faults'
import { phoneNumberOf } from './conversation'
import type { Known, WriteCall } from './known'
import type { Model, Refusal } from './model'
import { pageOf } from './page'

export interface ApiAnswer {
  status: number
  body: unknown
}

export interface Asked {
  call: ApiCall
  /** Empty for the list. */
  recordId: string
}

/** The paths of INTERFACES: lib/popp/client/paths.ts says the same from the other side. */
export function callOf(method: string, path: string): Asked | null {
  const [, conversations, id, what, more] = path.split('/')
  if (conversations !== 'conversations' || more !== undefined) return null
  if (id === undefined) return method === 'GET' ? { call: 'list', recordId: '' } : null
  const call = CALLS[`${method} ${what ?? ''}`]
  const recordId = decode(id)
  return call && recordId ? { call, recordId } : null
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

const CALLS: Record<string, ApiCall> = {
  'GET ': 'get',
  'GET messages': 'messages',
  'POST messages': 'send-message',
  'POST take-over': 'take-over',
  'POST hand-back': 'hand-back',
}

/** Answers a call that has shown the right key. */
export function answerCall(
  model: Model,
  organizationId: string,
  { call, recordId }: Asked,
  query: URLSearchParams,
  body: string,
): ApiAnswer {
  if (call === 'list') return list(model, organizationId, query)
  if (call === 'take-over' || call === 'hand-back' || call === 'send-message')
    return write(model, organizationId, call, recordId, body)
  const known = model.find(organizationId, recordId)
  if (!known) return refuse('not-found')
  if (call === 'get') return { status: 200, body: model.conversation(known) }
  return { status: 200, body: { data: model.messages(known), nextToken: null } }
}

function list(model: Model, organizationId: string, query: URLSearchParams): ApiAnswer {
  const page = pageOf(
    model.list(organizationId).filter((known) => matches(known, query)),
    query,
  )
  if (!page.ok) return problem(400, 'BAD_REQUEST', `${page.parameter} is not valid`)
  const data = page.entries.map((known) => model.conversation(known))
  return { status: 200, body: { data, nextToken: page.nextToken } }
}

function matches({ story }: Known, query: URLSearchParams): boolean {
  const [campaignId, phoneNumber] = [query.get('campaignId'), query.get('phoneNumber')]
  const { conversationUrl } = story.events[0]!.subject
  if (campaignId && !conversationUrl.includes(`/${encodeURIComponent(campaignId)}?`)) return false
  return !phoneNumber || phoneNumberOf(story.recordId) === phoneNumber
}

function write(model: Model, organizationId: string, call: WriteCall, recordId: string, body: string): ApiAnswer {
  const text = call === 'send-message' ? textOf(body) : undefined
  const refusal = model.refusal(organizationId, recordId, call, text)
  const status = refusal ? STATUS[refusal] : call === 'send-message' ? 201 : 200
  model.write({ call, recordId, status, accepted: refusal === null, text })
  if (refusal) return refuse(refusal)
  const known = model.find(organizationId, recordId)!
  return { status, body: call === 'send-message' ? model.messages(known).at(-1) : model.conversation(known) }
}

function textOf(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) as { message?: unknown }
    return typeof message === 'string' ? message : undefined
  } catch {
    return undefined
  }
}

const STATUS: Record<Refusal, number> = { 'not-found': 404, conflict: 409, invalid: 400 }

const refuse = (refusal: Refusal): ApiAnswer =>
  ({
    'not-found': problem(404, 'NOT_FOUND', 'There is no such conversation'),
    conflict: problem(409, 'CONFLICT', 'The state of the conversation does not allow this'),
    invalid: problem(400, 'BAD_REQUEST', 'message must be a text of 1 to 4096 characters'),
  })[refusal]

export const problem = (status: number, code: string, message: string): ApiAnswer => ({
  status,
  body: { error: { code, message } },
})
