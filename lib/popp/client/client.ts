import { validateHeaderValue } from 'node:http'
import { readOutwardAddress } from '@/lib/platform/http/outward-address'
import { type Limits, type PoppAnswer, runCall, type Wire } from './call'
import { Circuit } from './circuit'
import { type PoppConversation, readConversation, readConversationAnswer } from './conversation'
import { type PoppMessage, readMessage } from './message'
import { type PoppPage, readPage } from './page'
import type { PathCorrections } from './paths'
import type { PoppResult } from './result'

export interface PoppClientSettings {
  /** With the version: `https://api.joinpopp.com/v1`. https, or http on this machine; to any other nothing is sent. */
  baseUrl: string
  key: string
  /** As in `data.organizationId` of events. */
  poppOrganizationId: string
  paths?: PathCorrections
  limits?: Partial<Limits>
  /** How to connect; null = the address leads where nothing may be sent. By default as the system does. */
  outward?: Pick<Wire, 'lookup'> | null
  /** Once it aborts nothing is sent any more, and what is under way is broken off: it ends as a time-out. */
  signal?: AbortSignal
  /** Shared by all clients of one organization and address; without one, a client has its own. */
  circuit?: Circuit
  /** Milliseconds, for dates that Popp names. */
  now?: () => number
  /** Called with every whole answer before the call resolves. Must not reject. */
  onAnswer?: (answer: PoppAnswer) => Promise<void>
}

interface ListQuery {
  limit?: number
  nextToken?: string
  campaignId?: string
  phoneNumber?: string
}

/**
 * Popp's API for one organization. No call throws or rejects for what Popp does. Reads are repeated within their time,
 * writes only when surely nothing was sent; what is unconfirmed of the paths is in `paths.ts`.
 */
export interface PoppClient {
  readonly poppOrganizationId: string
  getConversation(recordId: string): Promise<PoppResult<PoppConversation>>
  listConversations(query?: ListQuery): Promise<PoppResult<PoppPage<PoppConversation>>>
  listMessages(
    recordId: string,
    page?: { limit?: number; nextToken?: string },
  ): Promise<PoppResult<PoppPage<PoppMessage>>>
  sendMessage(recordId: string, text: string): Promise<PoppResult<null>>
  takeOver(recordId: string): Promise<PoppResult<null>>
  handBack(recordId: string): Promise<PoppResult<null>>
}

const DEFAULT_LIMITS: Limits = { connectMs: 3_000, wholeMs: 15_000, maxBytes: 4 * 1024 * 1024, tries: 3 }

export function createPoppClient(settings: PoppClientSettings): PoppClient {
  const wire = wireOf(settings)
  const { poppOrganizationId } = settings
  const readOne = (value: unknown) => readConversation(value, poppOrganizationId)
  const done = { read: () => null }
  return {
    poppOrganizationId,
    getConversation: (recordId) =>
      runCall(wire, {
        ...{ call: 'get-conversation', recordId },
        read: (json) => readConversationAnswer(json, recordId, poppOrganizationId),
      }),
    listConversations: (query = {}) =>
      runCall(wire, { call: 'list-conversations', query: { ...query }, read: (json) => readPage(json, readOne) }),
    listMessages: (recordId, page = {}) =>
      runCall(wire, { call: 'list-messages', recordId, query: page, read: (json) => readPage(json, readMessage) }),
    sendMessage: (recordId, text) =>
      runCall(wire, { call: 'send-message', recordId, body: { message: text }, ...done }),
    takeOver: (recordId) => runCall(wire, { call: 'take-over', recordId, ...done }),
    handBack: (recordId) => runCall(wire, { call: 'hand-back', recordId, ...done }),
  }
}

function wireOf(settings: PoppClientSettings): Wire {
  const { baseUrl, paths = {}, limits, outward = {}, now = Date.now, onAnswer = async () => {} } = settings
  return {
    base: outward && readOutwardAddress(baseUrl),
    lookup: outward?.lookup,
    headers: headersOf(settings),
    corrections: paths,
    limits: { ...DEFAULT_LIMITS, ...limits },
    signal: settings.signal,
    circuit: settings.circuit ?? new Circuit(),
    now,
    onAnswer,
  }
}

/** Null when they could not be sent: ids are opaque, and a key may have been pasted with anything around it. */
function headersOf({ key, poppOrganizationId }: PoppClientSettings): Record<string, string> | null {
  const headers = { accept: 'application/json', 'x-api-key': key, 'x-organization-id': poppOrganizationId }
  try {
    for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value)
    return headers
  } catch {
    return null
  }
}
