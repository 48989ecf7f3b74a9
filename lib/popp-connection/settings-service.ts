import { isDeepStrictEqual } from 'node:util'
import { appendAudit } from '@/lib/audit/store'
import type { SignedInMember } from '@/lib/members/domain'
import { db, transaction } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { outwardOptions } from '@/lib/platform/http/private-address'
import { publish } from '@/lib/platform/live'
import { openKey, poppClientOf, sealKey } from './connection-service'
import type { ConnectionAnswer, SaveConnectionRequest, TestAnswer } from './settings'
import { type ConnectionRow, findConnection, writeConnection } from './store'

/** How the member's organization uses Popp's API; without its key. */
export const getConnection = async ({ organizationId }: SignedInMember): Promise<ConnectionAnswer> =>
  answerOf(await findConnection(organizationId, db()))

type Saved =
  | { ok: true; connection: ConnectionAnswer }
  | { ok: false; reason: 'stale-version'; connection: ConnectionAnswer }
  /** The key was given for another address: whoever may change the address need not know it, and must not learn it so. */
  | { ok: false; reason: 'key-of-another-address' }
  /** It leads into the network of this desk. */
  | { ok: false; reason: 'private-address' }

/** Replaces the settings of `version`; `stale-version` when somebody else saved meanwhile. What changes nothing is not written. */
export async function saveConnection(member: SignedInMember, request: SaveConnectionRequest): Promise<Saved> {
  const { organizationId, memberId } = member
  const { version: expected, key, ...wanted } = request
  if (!outwardOptions(new URL(wanted.baseUrl))) return { ok: false, reason: 'private-address' }
  const outcome = await transaction(async (tx) => {
    const row = await findConnection(organizationId, tx)
    const before = answerOf(row)
    if (before.version !== expected) return 'stale-version'
    const isElsewhere = new URL(before.baseUrl).origin !== new URL(wanted.baseUrl).origin
    if (isElsewhere && before.keyState === 'set' && key === undefined) return 'key-of-another-address'
    const changed = changedParts(before, wanted, key)
    if (changed.length === 0) return 'nothing-changed'
    const keyCiphertext = key == null ? key : sealKey(key)
    const version = await writeConnection(organizationId, tx, expected, { ...wanted, keyCiphertext })
    if (version === null) return 'stale-version'
    await appendAudit(organizationId, tx, {
      ...{ memberId, action: 'popp-connection-changed', subjectType: 'organization', subjectId: organizationId },
      facts: { version, changed },
    })
    return 'saved'
  })
  if (outcome === 'key-of-another-address') return { ok: false, reason: outcome }
  if (outcome === 'saved') publish(organizationId, 'settings')
  const connection = await getConnection(member)
  return outcome === 'stale-version' ? { ok: false, reason: outcome, connection } : { ok: true, connection }
}

const TEST_MS = 8_000

/** Lists one conversation with the settings as they are saved, now, and says what came of it. */
export async function testConnection({ organizationId }: SignedInMember): Promise<TestAnswer> {
  const nothing = { status: null, found: false, reached: false, retryAfterSeconds: null, tookMs: 0 }
  const popp = await poppClientOf(organizationId, { tries: 1, wholeMs: TEST_MS }, { insist: true })
  if (!popp) return { ...nothing, outcome: 'no-key' }
  const begun = performance.now()
  const result = await popp.listConversations({ limit: 1 })
  const tookMs = Math.round(performance.now() - begun)
  if (result.ok) {
    const { rows, unusable } = result.value
    return {
      ...nothing,
      outcome: 'ok',
      status: result.status,
      found: rows.length + unusable > 0,
      reached: true,
      tookMs,
    }
  }
  const { reason, status = null, sent, retryAfterSeconds = null } = result
  return { outcome: reason, status, found: false, reached: sent, retryAfterSeconds, tookMs }
}

/** So much of a key tells which one it is, and no more: a shorter key tells nothing. */
const KEY_END = 4
const TELLING_KEY_MIN = 16

function answerOf(row: ConnectionRow): ConnectionAnswer {
  const key = openKey(row)
  return {
    version: row.version ?? 0,
    baseUrl: row.baseUrl ?? env().POPP_API_BASE_URL,
    poppOrganizationId: row.poppOrganizationId,
    keyState: key !== null ? 'set' : row.keyCiphertext ? 'unreadable' : 'none',
    keyEnd: key !== null && key.length >= TELLING_KEY_MIN ? key.slice(-KEY_END) : null,
    paths: row.paths ?? {},
    fetchDetails: row.fetchDetails ?? true,
    takeOverOnClaim: row.takeOverOnClaim ?? false,
    handBackOnResolve: row.handBackOnResolve ?? false,
    reconcileEveryMinutes: row.reconcileEveryMinutes,
  }
}

type Wanted = Omit<SaveConnectionRequest, 'version' | 'key'>

/** Names of the parts only: addresses and paths may tell more than the trail should hold. */
function changedParts(before: ConnectionAnswer, wanted: Wanted, key: string | null | undefined): string[] {
  const parts = (Object.keys(wanted) as (keyof Wanted)[]).filter(
    (part) => !isDeepStrictEqual(before[part], wanted[part]),
  )
  const isKeyChanged = key === null ? before.keyState !== 'none' : key !== undefined
  return isKeyChanged ? [...parts, 'key'] : parts
}
