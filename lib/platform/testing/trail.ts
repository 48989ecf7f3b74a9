import { db } from '../db'

/** What every entry about an item says of it as it was afterwards. */
interface Facts {
  version: number
  state: 'open' | 'resolved'
  holderId: string | null
  until: string | null
  snoozedUntil: string | null
  resolutionId: string | null
}

/**
 * What the trail alone says of an item in the end, for tests that hold it against the row. Throws when an entry is missing
 * or one version was told twice. Null = the trail says nothing yet.
 */
export async function foldTrail(itemId: string): Promise<Facts | null> {
  const entries = await db().auditEntry.findMany({ where: { subjectType: 'review-item', subjectId: itemId } })
  return foldFacts(entries.map(({ facts }) => facts as unknown as Facts))
}

/** Items that tests made themselves have no entry of their opening: the first then tells of version 1. */
export function foldFacts(all: readonly Facts[]): Facts | null {
  const told = [...all].sort((a, b) => a.version - b.version)
  for (const [n, { version }] of told.entries()) {
    const before = n === 0 ? Math.min(version, 1) - 1 : told[n - 1]!.version
    if (version !== before + 1) throw new Error(`the trail goes from version ${before} to ${version}`)
  }
  const last = told.at(-1)
  return last ? { ...last, until: instant(last.until), snoozedUntil: instant(last.snoozedUntil) } : null
}

/** The row's own columns, as the trail tells of them. */
export async function factsOfRow(itemId: string): Promise<Facts> {
  const row = await db().reviewItem.findFirstOrThrow({ where: { id: itemId } })
  const { version, state, holderId, leaseUntil, snoozedUntil, resolutionId } = row
  const times = { until: leaseUntil?.toISOString() ?? null, snoozedUntil: snoozedUntil?.toISOString() ?? null }
  return { version, state, holderId, resolutionId, ...times }
}

/** The trail has microseconds, a Date has not. */
const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString())
