import { type Tx, transaction } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { knownFlags } from '@/lib/reviews/flag-store'
import { reviveDead } from '@/lib/webhooks/work-store'
import { type Fold, foldRecords, type Waiting, writeFold } from './apply-service'
import { differingConversations, differingOutcomes } from './compare-store'
import type { ConversationProjection } from './domain'

/** What a replay may change: the conversation's facts, its screening answers, its review item. */
export type ChangedPart = 'conversation' | 'answers' | 'review'

/** A conversation that was looked at. No parts = it was right already. */
export interface ReplayedRecord {
  recordKey: string
  parts: ChangedPart[]
}

interface Replay {
  recordKeys: string[]
  eventIds: string[]
  /** As for `applyRecords`; all when it does not say. */
  waiting?: Waiting
  /** Nothing is written: it only says what would be. */
  dryRun: boolean
  /** Keeps the result, in the transaction that makes it true; after it, when there is nothing to make true. */
  keep: (tx: Tx, records: ReplayedRecord[]) => Promise<void>
}

/**
 * Applies events again, dead ones as if for the first time. Folding is pure and flags are judged once, so what was right
 * stays as it is, to the byte. All or nothing: an error changes nothing.
 */
export async function replayRecords(organizationId: OrganizationId, replay: Replay): Promise<ReplayedRecord[]> {
  const { recordKeys, eventIds, waiting, dryRun, keep } = replay
  const found = await transaction(async (tx) => {
    await reviveDead(organizationId, tx, eventIds)
    const fold = await foldRecords(organizationId, tx, recordKeys, eventIds, waiting)
    const records = await compare(organizationId, tx, fold)
    if (dryRun) throw new NotMeant(records)
    await writeFold(organizationId, tx, fold)
    await keep(tx, records)
    return records
  }).catch((error: unknown) => {
    if (error instanceof NotMeant) return error.records
    throw error
  })
  if (dryRun) await transaction((tx) => keep(tx, found))
  return found
}

/** Takes the transaction of a dry run back, and its result out. */
class NotMeant extends Error {
  constructor(readonly records: ReplayedRecord[]) {
    super('a dry run writes nothing')
  }
}

async function compare(organizationId: OrganizationId, tx: Tx, { records }: Fold): Promise<ReplayedRecord[]> {
  if (records.length === 0) return []
  const conversations = new Set(await differingConversations(organizationId, tx, records))
  const answers = new Set(await differingOutcomes(organizationId, tx, records))
  const flagKeys = records.flatMap(({ projection }) => keysOf([...projection.flags, ...projection.replacedFlags]))
  const known = await knownFlags(organizationId, tx, flagKeys)
  return records.map(({ recordKey, projection }) => ({
    recordKey,
    parts: [
      ...(conversations.has(recordKey) ? (['conversation'] as const) : []),
      ...(answers.has(recordKey) ? (['answers'] as const) : []),
      ...(isOtherwiseFlagged(projection, known) ? (['review'] as const) : []),
    ],
  }))
}

const keysOf = (flags: readonly { key: string }[]) => flags.map(({ key }) => key)

const isOtherwiseFlagged = ({ flags, replacedFlags }: ConversationProjection, known: ReadonlySet<string>): boolean =>
  flags.some(({ key }) => !known.has(key)) || replacedFlags.some(({ key }) => known.has(key))
