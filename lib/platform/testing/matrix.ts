import { addNote } from '@/lib/conversations/note-service'
import { addSecret } from '@/lib/endpoints/secret-service'
import { addEndpoint } from '@/lib/endpoints/service'
import { raiseIssue } from '@/lib/issues/raise-store'
import { defaultLimits } from '@/lib/issues/schema-settings'
import { saveAlertSettings } from '@/lib/issues/settings-service'
import type { MacroRequest } from '@/lib/macros/schema'
import { createMacro } from '@/lib/macros/service'
import { type Action, matrix } from '@/lib/members/permissions'
import { type Role, roles } from '@/lib/members/schema'
import { defaultReviewSettings } from '@/lib/organizations/review-settings'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { sayPresent } from '@/lib/presence/service'
import { orderReconcile } from '@/lib/reconcile/service'
import { startReplay } from '@/lib/replays/service'
import { createView } from '@/lib/views/service'
import { type RouteName, routes } from '@/lib/web/routes'
import { type ApiRoute, callRoute } from './api-routes'
import { TestBrowser } from './browser'
import { createDesk, type Desk } from './desk'
import { storeEvent } from './events'

const aMacro = (): MacroRequest => ({
  ...{
    name: 'Wrong number',
    key: null,
    note: 'Wrong number.',
    outcome: null,
    reason: null,
    snooze: null,
    shared: true,
  },
})

const anEndpoint = () => ({ name: 'Popp', signingSecret: null })

const aView = () => ({ name: 'Late', query: 'due=overdue', shared: true })

/** A body that the route takes. A route that is not here takes none. */
export const bodies: Partial<Record<RouteName, (world: MatrixWorld) => object>> = {
  'PATCH /api/review-items/{id}/claim': () => ({ version: 0 }),
  'DELETE /api/review-items/{id}/claim': () => ({ version: 0 }),
  'POST /api/review-items/{id}/resolution': () => ({ version: 0, outcome: 'proceed', idempotencyKey: newId() }),
  'DELETE /api/review-items/{id}/resolution': () => ({ version: 0, reason: 'The client called back.' }),
  'POST /api/review-items/{id}/snooze': () => ({ version: 0, until: new Date(Date.now() + 3_600_000).toISOString() }),
  'DELETE /api/review-items/{id}/snooze': () => ({ version: 0 }),
  'POST /api/review-items/{id}/skip': () => ({ version: 0 }),
  'POST /api/review-items/{id}/hand-over': () => ({ version: 0, to: { role: 'admin' } }),
  'POST /api/review-items/{id}/reply': () => ({ version: 0, text: 'When can you start?' }),
  'POST /api/review-items/undo': () => ({ actionId: newId() }),
  'POST /api/review-items/bulk': () => ({
    batchId: newId(),
    items: [{ id: newId(), version: 0 }],
    command: { kind: 'resolve', outcome: 'no-action-needed' },
  }),
  'POST /api/review-items/bulk/undo': () => ({ batchId: newId() }),
  'PUT /api/presence': ({ things }) => ({ reviewItemId: things['/api/review-items/{id}']!.id, typing: false }),
  'DELETE /api/presence': ({ things }) => ({ reviewItemId: things['/api/review-items/{id}']!.id }),
  'PATCH /api/preferences': () => ({ shortcuts: false }),
  'POST /api/views': aView,
  'PATCH /api/views/{id}': () => ({ name: 'Late ones' }),
  'POST /api/macros': aMacro,
  'PATCH /api/macros/{id}': aMacro,
  'PUT /api/settings/review': () => ({ version: 0, ...defaultReviewSettings, timeZone: 'UTC' }),
  'PUT /api/settings/popp': () => ({
    ...{ version: 0, baseUrl: 'https://popp.test/v1', paths: {}, reconcileEveryMinutes: null },
    ...{ fetchDetails: true, takeOverOnClaim: false, handBackOnResolve: false },
  }),
  'POST /api/conversations/{recordKey}/notes': () => ({ body: 'Called her back.' }),
  'PATCH /api/conversations/{recordKey}/notes/{noteId}': () => ({ body: 'Called her twice.' }),
  'POST /api/replays': () => ({ dryRun: true, selection: { ids: [newId()] } }),
  'POST /api/notifications/read': () => ({ all: true }),
  'POST /api/issues/{id}/acknowledgement': () => ({ version: 0 }),
  'POST /api/issues/{id}/resolution': () => ({ version: 0 }),
  'PUT /api/settings/alerts': () => ({ version: 0, mailTo: [], ...defaultLimits }),
  'POST /api/settings/alerts/test': () => ({ channel: 'mail' }),
  'POST /api/settings/endpoints': anEndpoint,
  'PATCH /api/settings/endpoints/{id}': () => ({ name: 'Popp, Utrecht' }),
  'DELETE /api/settings/endpoints/{id}': () => ({ confirmName: anEndpoint().name }),
  'POST /api/settings/endpoints/{id}/secrets': () => ({ signingSecret: null }),
  'POST /api/settings/endpoints/{id}/test': () => ({ secretId: null }),
}

/** Something that exists, and how an id of its kind looks that does not. */
interface Thing {
  id: string
  unknown: () => string
}

/** Two organizations, and one of each thing that a path can name, in the first. */
export interface MatrixWorld {
  desk: Desk
  foreign: Desk
  /** By the beginning of the path that names it, up to its parameter. */
  things: Record<string, Thing>
}

export async function createMatrixWorld(): Promise<MatrixWorld> {
  const [desk, foreign] = [await createDesk('Ours'), await createDesk('Theirs')]
  const campaignId = newId()
  const item = await desk.reviewItem({}, { campaignId })
  await sayPresent(await desk.member(), { reviewItemId: item.id, typing: false })
  const eventId = await storeEvent(desk.organizationId, '{"event":"CONVERSATION_STARTED","data":{"recordId":"conv_x"}}')
  const endpoint = await endpointOf(desk)
  const things = {
    '/api/review-items/{id}': { id: item.id, unknown: newId },
    '/api/conversations/{recordKey}': { id: item.recordKey, unknown: () => `conv_${newId()}` },
    '/api/conversations/{recordKey}/notes/{noteId}': { id: await noteOn(item.recordKey, desk), unknown: newId },
    '/api/deliveries/{id}': { id: eventId, unknown: newId },
    '/api/deliveries/facets': { id: endpoint.id, unknown: newId },
    '/api/replays/{id}': { id: await replayOf(desk, eventId), unknown: newId },
    '/api/settings/review': { id: campaignId, unknown: newId },
    '/api/settings/popp': { id: `org_${desk.organizationId}`, unknown: newId },
    '/api/issues/{id}': { id: await issueOf(desk), unknown: newId },
    '/api/settings/alerts': { id: await alertsOf(desk), unknown: newId },
    '/api/views/{id}': { id: await viewOf(desk), unknown: newId },
    '/api/macros/{id}': { id: await macroOf(desk), unknown: newId },
    '/api/settings/endpoints/{id}': { id: endpoint.id, unknown: newId },
    '/api/settings/endpoints/{id}/secrets/{secretId}': { id: endpoint.secretId, unknown: newId },
    '/api/outward-calls/{id}': { id: await failedCallOf(desk), unknown: newId },
    '/api/reconciles/{id}': { id: await reconcileOf(desk), unknown: newId },
    '/api/members': { id: (await desk.member()).memberId, unknown: newId },
  }
  return { desk, foreign, things }
}

async function failedCallOf({ organizationId }: Desk): Promise<string> {
  const id = newId()
  const call = { organizationId, id, kind: 'take-over', state: 'failed', dedupeKey: id, dueAt: new Date() } as const
  await db().outwardCall.create({ data: { ...call, recordKey: 'conv_x', reviewItemId: newId() } })
  return id
}

async function issueOf({ organizationId }: Desk): Promise<string> {
  await transaction((tx) => raiseIssue(organizationId, tx, { kind: 'popp-api', cause: 'get-conversation' }))
  return (await db().issue.findFirstOrThrow({ where: { organizationId } })).id
}

/** What names them: an address that only they have. */
async function alertsOf(desk: Desk): Promise<string> {
  const address = `${newId()}@example.test`
  await saveAlertSettings(await desk.member('admin'), { version: 0, mailTo: [address], ...defaultLimits })
  return address
}

/** Ordered once; a second one is refused as long as it is open. */
async function reconcileOf({ organizationId }: Desk): Promise<string> {
  return (await orderReconcile(organizationId, null)) ?? ''
}

async function viewOf(desk: Desk): Promise<string> {
  const result = await createView(await desk.member(), aView())
  return result.ok ? result.value.id : ''
}

async function macroOf(desk: Desk): Promise<string> {
  const result = await createMacro(await desk.member(), aMacro())
  return result.ok ? result.macro.id : ''
}

/** With two secrets, so that one can be retired. */
async function endpointOf(desk: Desk): Promise<{ id: string; secretId: string }> {
  const admin = await desk.member('admin')
  const made = await addEndpoint(admin, anEndpoint())
  const id = made.ok ? made.value.id : ''
  const added = await addSecret(admin, id, null)
  return { id, secretId: added.ok ? added.value.id : '' }
}

async function replayOf(desk: Desk, eventId: string): Promise<string> {
  const ordered = { dryRun: true, selection: { ids: [eventId] }, cap: 10 }
  const result = await startReplay(await desk.member('admin'), ordered)
  return result.ok ? result.run.id : ''
}

async function noteOn(recordKey: string, desk: Desk): Promise<string> {
  const result = await addNote(await desk.member(), recordKey, 'Call her back.')
  return result.ok ? result.note.id : ''
}

export const actionOf = (name: string): Action | 'public' | undefined => routes[name as RouteName]
export const permits = (role: Role, route: ApiRoute) => matrix[role][actionOf(route.name) as Action]
/** The world's thing for each parameter of the path, by the parameter's name. */
export const thingsOf = ({ things }: MatrixWorld, { path }: ApiRoute): Record<string, Thing | undefined> =>
  Object.fromEntries(
    [...path.matchAll(PARAMETER)].map(({ 0: braced, 1: name, index }) => [
      name,
      things[path.slice(0, index + braced.length)],
    ]),
  )
/** The same id for each parameter of the path. */
export const paramsOf = ({ path }: ApiRoute, id: string): Record<string, string> =>
  Object.fromEntries([...path.matchAll(PARAMETER)].map(({ 1: name }) => [name, id]))
const PARAMETER = /\{([^}]+)\}/g

export const signedInAs = async (role: Role, at: Desk) => TestBrowser.of(await at.member(role))
/** Somebody there who may call the route. */
export const permitted = (route: ApiRoute, at: Desk) => signedInAs(roles.find((role) => permits(role, route))!, at)

interface Sent {
  /** Instead of the ids of the world's own things, by the parameter's name. */
  params?: Record<string, string>
  body?: string
  headers?: Record<string, string>
  query?: string
}

export interface Answer {
  status: number
  headers: Headers
  text: string
}

/** Calls a route as `browser`, with a body that it takes and on the world's own thing unless said otherwise. */
export async function ask(world: MatrixWorld, route: ApiRoute, browser: TestBrowser, sent: Sent = {}): Promise<Answer> {
  const own = Object.entries(thingsOf(world, route)).map(([name, thing]) => [name, thing!.id])
  const params = { ...Object.fromEntries(own), ...sent.params }
  const sample = bodies[route.name as RouteName]
  const body = sent.body ?? (sample && JSON.stringify(sample(world)))
  const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...sent.headers }
  const response = await callRoute(route, params, (path) =>
    browser.request(path + (sent.query ?? ''), { method: route.method, body, headers }),
  )
  const endless = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (endless) await response.body?.cancel()
  return { status: response.status, headers: response.headers, text: endless ? '' : await response.text() }
}

export const problemOf = ({ text }: Answer) =>
  JSON.parse(text) as { type: string; errors?: { field: string; message: string }[] }
