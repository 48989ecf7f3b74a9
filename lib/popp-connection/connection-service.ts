import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { errorFacts } from '@/lib/platform/error-facts'
import { outwardOptions } from '@/lib/platform/http/private-address'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { perProcess } from '@/lib/platform/singleton'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { PoppAnswer } from '@/lib/popp/client/call'
import { Circuit } from '@/lib/popp/client/circuit'
import { createPoppClient, type PoppClient, type PoppClientSettings } from '@/lib/popp/client/client'
import { recordKey } from '@/lib/popp/envelope'
import { keepAnswer } from './answer-store'
import { type ConnectionRow, deleteConnection, findConnection, writeConnection } from './store'

const keyOfKeys = () => deriveKey(env().APP_SECRET, 'popp-api-keys')

export const sealKey = (key: string) => encrypt(keyOfKeys(), key)

/** Null = none is set, or it was encrypted under another APP_SECRET. */
export function openKey({ keyCiphertext }: Pick<ConnectionRow, 'keyCiphertext'>): string | null {
  if (!keyCiphertext) return null
  try {
    return decrypt(keyOfKeys(), keyCiphertext)
  } catch {
    return null
  }
}

/**
 * Popp's API for an organization, as its settings are now; null = no key is set. Every answer is kept. All clients of one
 * organization and address in this process share a circuit. `insist`: the call goes even while the circuit is open;
 * `signal`: aborted, none goes any more.
 */
export async function poppClientOf(
  organizationId: OrganizationId,
  limits?: PoppClientSettings['limits'],
  { insist = false, signal }: { insist?: boolean; signal?: AbortSignal } = {},
): Promise<PoppClient | null> {
  const row = await findConnection(organizationId, db())
  const key = openKey(row)
  if (key === null) return null
  const baseUrl = row.baseUrl ?? env().POPP_API_BASE_URL
  const circuit = circuitOf(`${organizationId} ${baseUrl}`)
  if (insist) circuit.tryAgain()
  return createPoppClient({
    ...{
      baseUrl,
      key,
      limits,
      signal,
      circuit,
      outward: outwardOptions(new URL(baseUrl)),
      poppOrganizationId: row.poppOrganizationId,
      paths: row.paths ?? {},
    },
    onAnswer: (answer) => keep(organizationId, answer),
  })
}

function circuitOf(name: string): Circuit {
  const circuits = perProcess('popp-circuits', () => new Map<string, Circuit>())
  const known = circuits.get(name) ?? new Circuit()
  circuits.set(name, known)
  return known
}

/** A call that was answered has been made, whether or not its answer could be kept. */
async function keep(organizationId: OrganizationId, { call, recordId, isNextPage, status, body }: PoppAnswer) {
  metrics().poppAnswers.inc({ call, status: `${Math.floor(status / 100)}xx` })
  try {
    await keepAnswer(organizationId, {
      ...{ call: isNextPage ? `${call}/next` : call, status, body },
      recordKey: recordId === null ? null : recordKey(recordId),
    })
  } catch (error) {
    log().warn({ call, error: errorFacts(error) }, "an answer of Popp's was not kept")
  }
}

/** Whether Popp's list can be read, and how often it is to be; null = only by hand. */
export async function findReconcileSettings(organizationId: OrganizationId) {
  const row = await findConnection(organizationId, db())
  return { connected: openKey(row) !== null, everyMinutes: row.reconcileEveryMinutes }
}

export interface OwnPopp {
  baseUrl: string
  key: string
  actsInPopp: boolean
  reconcileEveryMinutes?: number
}

/**
 * A connection to a Popp on this machine that has this key and address: kept when it has, else made, or both replaced. One
 * that somebody has pointed elsewhere stays. For the demo.
 */
export async function ensureConnection(organizationId: OrganizationId, tx: Tx, own: OwnPopp): Promise<void> {
  const row = await findConnection(organizationId, tx)
  const key = openKey(row)
  if ((key !== null && !isHere(row)) || (row.baseUrl === own.baseUrl && key === own.key)) return
  await writeConnection(organizationId, tx, row.version ?? 0, {
    ...{ baseUrl: own.baseUrl, keyCiphertext: sealKey(own.key), paths: row.paths ?? {} },
    fetchDetails: row.fetchDetails ?? true,
    takeOverOnClaim: row.takeOverOnClaim ?? own.actsInPopp,
    handBackOnResolve: row.handBackOnResolve ?? own.actsInPopp,
    reconcileEveryMinutes: row.version === null ? (own.reconcileEveryMinutes ?? null) : row.reconcileEveryMinutes,
  })
}

/** Takes out what `ensureConnection` made with this key: nobody serves it any more. Whatever else is connected stays. */
export async function dropConnection(organizationId: OrganizationId, tx: Tx, ownKey: string): Promise<void> {
  const row = await findConnection(organizationId, tx)
  if (openKey(row) === ownKey && isHere(row)) await deleteConnection(organizationId, tx)
}

const isHere = ({ baseUrl }: Pick<ConnectionRow, 'baseUrl'>) =>
  new URL(baseUrl ?? env().POPP_API_BASE_URL).hostname === '127.0.0.1'
