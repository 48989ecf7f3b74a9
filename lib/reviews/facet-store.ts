import { db } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'
import { campaignName, conversations, isHeld, type Reader, viewRows } from './inbox-filter-store'
import type { InboxFacets, InboxTab } from './schema'

const { sql, empty } = Prisma

const FACETS_MAX = 50
/** Resolved items grow for ever: what the last so many say is what one looks for. */
const RESOLVED_MAX = 5_000

interface FacetRow {
  kind: 'campaign' | 'failed' | 'holder'
  value: string
  name: string | null
  count: number
}

export async function readFacets(reader: Reader, tab: InboxTab): Promise<InboxFacets> {
  const rows = await db().$queryRaw<FacetRow[]>(facetStatement(reader, tab))
  const of = (kind: FacetRow['kind']) => rows.filter((row) => row.kind === kind)
  return {
    campaigns: of('campaign').map(({ value, count }) => ({ campaign: value, count })),
    failed: of('failed').map(({ value, count }) => ({ question: value, count })),
    holders: of('holder').map(({ value, name, count }) => ({
      memberId: value,
      name: name ?? 'A former member',
      count,
    })),
  }
}

/** Apart from its execution, so that the bench explains the statement that runs. */
export const facetStatement = (reader: Reader, tab: InboxTab): Prisma.Sql => {
  const newest = tab === 'resolved' ? sql`ORDER BY i.resolved_at DESC, i.id DESC LIMIT ${RESOLVED_MAX}` : empty
  return sql`
    WITH shown AS MATERIALIZED (
      SELECT i.organization_id, i.record_key, CASE WHEN ${isHeld} THEN i.holder_id END AS holder_id
      ${viewRows(reader, { tab, filter: {} })} ${newest}
    )
    (SELECT 'campaign' AS kind, ${campaignName} AS value, NULL AS name, count(*)::int AS count
      FROM shown i ${conversations}
      WHERE ${campaignName} IS NOT NULL GROUP BY value ORDER BY count DESC, value LIMIT ${FACETS_MAX})
    UNION ALL
    (SELECT 'failed', o.question, NULL, count(DISTINCT o.record_key)::int
      FROM shown i CROSS JOIN LATERAL (SELECT * FROM screening_outcomes o
        WHERE o.organization_id = i.organization_id AND o.record_key = i.record_key OFFSET 0) o
      WHERE o.verdict = 'failed' AND o.question <> '' GROUP BY o.question ORDER BY 4 DESC, 2 LIMIT ${FACETS_MAX})
    UNION ALL
    (SELECT 'holder', i.holder_id::text, min(u.name), count(*)::int
      FROM shown i LEFT JOIN members m ON m.organization_id = i.organization_id AND m.id = i.holder_id
      LEFT JOIN users u ON u.id = m.user_id
      WHERE i.holder_id IS NOT NULL GROUP BY i.holder_id ORDER BY 4 DESC, 3, 2 LIMIT ${FACETS_MAX})`
}
