import { wantDetails } from '@/lib/details/wanted-store'
import type { Tx } from '@/lib/platform/db'
import { transaction } from '@/lib/platform/db'
import type { OrganizationId } from '@/lib/platform/tenant'
import { normalise } from '@/lib/popp/normalise'
import { raiseFlags } from '@/lib/reviews/flag-service'
import { bodyKeys } from '@/lib/webhooks/field-keys'
import { type EventKeys, writeEventKeys } from '@/lib/webhooks/field-store'
import { markApplied, newsByRecord, readRecordEvents } from '@/lib/webhooks/work-store'
import { lockRecords, type ProjectedRecord, readCampaigns, replaceOutcomes, upsertConversations } from './apply-store'
import { type FoldEvent, projectConversation } from './domain'

/** Bodies are up to 1 MiB: so many are in memory at a time, the rest as their short readings. */
const READ_AT_ONCE = 100
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Which of a record's events that were not applied yet are folded: all there are, or none but those being applied. */
export type Waiting = 'all' | 'own'

/**
 * Folds all events of these records and writes conversation, outcomes, flags and the marks on `eventIds` in one
 * transaction. Running it again, or twice at once, leaves equal rows. With `waiting` 'own' the rows lack what other
 * waiting events say, until those are applied: each of them folds everything again.
 * @returns keys of the records that are conversations
 */
export function applyRecords(
  organizationId: OrganizationId,
  recordKeys: string[],
  eventIds: string[],
  waiting: Waiting = 'all',
): Promise<string[]> {
  return transaction(async (tx) => {
    const fold = await foldRecords(organizationId, tx, recordKeys, eventIds, waiting)
    await writeFold(organizationId, tx, fold)
    return fold.records.map(({ recordKey }) => recordKey)
  })
}

/** What the events of some records make of them, the records locked. */
export interface Fold {
  recordKeys: string[]
  /** The events for which it is done. */
  eventIds: string[]
  /** Those of the records that are conversations. */
  records: ProjectedRecord[]
  /** What makes the events findable. */
  keyed: EventKeys[]
}

/** The first half of applying: it reads, and holds the records' locks until the transaction ends. */
export async function foldRecords(
  organizationId: OrganizationId,
  tx: Tx,
  recordKeys: string[],
  eventIds: string[],
  waiting: Waiting = 'all',
): Promise<Fold> {
  await lockRecords(organizationId, tx, recordKeys)
  const { byRecord, keyed } = await readEvents(organizationId, tx, recordKeys, eventIds, waiting)
  return { recordKeys, eventIds, records: project(byRecord), keyed }
}

/** The second half, in the same transaction. */
export async function writeFold(organizationId: OrganizationId, tx: Tx, fold: Fold): Promise<void> {
  const { recordKeys, eventIds, records, keyed } = fold
  if (records.length > 0) {
    const news = await newsByRecord(organizationId, tx, eventIds)
    const campaigns = await readCampaigns(organizationId, tx, recordKeys)
    await upsertConversations(organizationId, tx, records)
    await replaceOutcomes(organizationId, tx, records)
    await raiseFlags(
      organizationId,
      tx,
      records.map(({ recordKey, projection }) => ({
        recordKey,
        campaign: projection.externalCampaignId ?? projection.campaignId,
        formerCampaign: campaigns.get(recordKey),
        flags: projection.flags,
        replacedFlags: projection.replacedFlags,
        news: news.get(recordKey) ?? [],
      })),
    )
  }
  await wantDetails(organizationId, tx, eventIds)
  await writeEventKeys(organizationId, tx, keyed)
  const indexedIds = keyed.map(({ eventId }) => eventId)
  await markApplied(organizationId, tx, eventIds, indexedIds)
}

/** The events of these records; of `eventIds` also what makes them findable, while their bodies are at hand. */
async function readEvents(
  organizationId: OrganizationId,
  tx: Tx,
  recordKeys: string[],
  eventIds: string[],
  waiting: Waiting,
) {
  const applying = new Set(eventIds)
  const waitingIds = waiting === 'own' ? eventIds : undefined
  const keyed: EventKeys[] = []
  const byRecord = new Map<string, FoldEvent[]>()
  for (let after = FIRST_ID; ; ) {
    const rows = await readRecordEvents(organizationId, tx, recordKeys, after, READ_AT_ONCE, waitingIds)
    for (const { id, dedupeKey, recordKey, receivedAt, body } of rows) {
      const events = byRecord.get(recordKey) ?? []
      events.push({ key: id, identity: dedupeKey, receivedAt, event: normalise(body, receivedAt) })
      byRecord.set(recordKey, events)
      if (applying.has(id)) keyed.push({ eventId: id, keys: bodyKeys(organizationId, body) })
    }
    if (rows.length < READ_AT_ONCE) return { byRecord, keyed }
    after = rows.at(-1)!.id
  }
}

function project(byRecord: Map<string, FoldEvent[]>): ProjectedRecord[] {
  return [...byRecord].flatMap(([recordKey, events]) => {
    const projection = projectConversation(events)
    const recordId = events.find(({ event }) => event.recordId !== null)?.event.recordId ?? recordKey
    return projection.isConversation ? [{ recordKey, recordId, projection }] : []
  })
}
