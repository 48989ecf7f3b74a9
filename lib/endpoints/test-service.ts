import { setTimeout as wait } from 'node:timers/promises'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { sign } from '@/lib/popp/signature'
import { TEST_EVENT } from '@/lib/webhooks/domain'
import { getDelivery } from '@/lib/webhooks/service'
import type { TestResult } from './schema'
import { endpointPath, endpointUrl, openSecret } from './secrets'
import { findEndpointRow, findPoppOrganization } from './store'

const TIMEOUT_MS = 5_000
/** Another process may not have heard of a secret that was added a moment ago. */
const HEARD_OF_MS = 2_200

type Tested = { ok: true; value: TestResult } | { ok: false; reason: 'not-found' | 'no-secret' | 'other-app-secret' }

/**
 * Posts a signed event to the endpoint's own address as Popp does, over HTTP and through whatever stands in front of this
 * desk, and says what came back. Where the address leads nowhere from this machine, the desk itself is asked.
 * `secretId`: signed with that secret; null = with the newest.
 */
export async function sendTest(
  { organizationId }: SignedInMember,
  endpointId: string,
  secretId: string | null,
): Promise<Tested> {
  const endpoint = await findEndpointRow(organizationId, db(), endpointId)
  if (!endpoint) return { ok: false, reason: 'not-found' }
  const signer = secretId ? endpoint.secrets.find(({ id }) => id === secretId) : endpoint.secrets[0]
  if (!signer && (secretId || !endpoint.allowUnsigned)) return { ok: false, reason: 'no-secret' }
  const secret = signer ? openSecret(signer.ciphertext) : null
  if (signer && secret === null) return { ok: false, reason: 'other-app-secret' }
  const poppOrganizationId = await findPoppOrganization(organizationId, db())
  const send = () => post(endpointId, testBody(poppOrganizationId), secret)
  let answer = await send()
  if (answer.status === 401 && signer && Date.now() - signer.createdAt.getTime() < 2 * HEARD_OF_MS) {
    await wait(HEARD_OF_MS)
    answer = await send()
  }
  const kept = answer.eventId && (await getDelivery({ organizationId }, answer.eventId))
  return { ok: true, value: { ...answer, eventId: kept ? answer.eventId : null } }
}

const testBody = (organizationId: string) =>
  JSON.stringify({
    event: TEST_EVENT,
    eventId: `${TEST_EVENT.toLowerCase()}_${newId()}`,
    eventTimestamp: new Date().toISOString(),
    data: { organizationId },
  })

async function post(endpointId: string, body: string, secret: string | null): Promise<TestResult> {
  const [address, own] = [endpointUrl(endpointId), `${loopback()}${endpointPath(endpointId)}`]
  const first = await postTo(address, body, secret)
  if (first.status !== null || address === own) return first
  const second = await postTo(own, body, secret)
  return second.status === null ? first : { ...second, viaLoopback: true, unreachable: first.unreachable }
}

/** Where this process itself listens. */
function loopback(): string {
  const { HOST, PORT } = env()
  const everywhere = HOST === '0.0.0.0' || HOST === '::'
  return `http://${everywhere ? '127.0.0.1' : HOST}:${PORT}`
}

async function postTo(url: string, body: string, secret: string | null): Promise<TestResult> {
  const began = performance.now()
  const result = { url, viaLoopback: false, unreachable: null, status: null, answer: null, eventId: null }
  const milliseconds = () => Math.round((performance.now() - began) * 10) / 10
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret && { 'x-signature': sign(body, secret) }) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return { ...result, status: response.status, ...readAnswer(await response.text()), milliseconds: milliseconds() }
  } catch (error) {
    return { ...result, unreachable: codeOf(error), milliseconds: milliseconds() }
  }
}

/** Something else may answer at this address: then its words are none of ours. */
function readAnswer(text: string): Pick<TestResult, 'answer' | 'eventId'> {
  try {
    const { status, cause, eventId } = JSON.parse(text) as Record<string, unknown>
    const code = typeof cause === 'string' ? cause : typeof status === 'string' ? status : null
    return { answer: code, eventId: typeof eventId === 'string' ? eventId : null }
  } catch {
    return { answer: null, eventId: null }
  }
}

function codeOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  return cause?.code ?? (name === 'TimeoutError' ? 'ETIMEDOUT' : 'unreachable')
}
