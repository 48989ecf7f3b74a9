import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'
import type { OrganizationId } from '@/lib/platform/tenant'
import { storableText } from '@/lib/popp/envelope'
import { eventConditions, sinceOf } from '@/lib/webhooks/event-conditions'
import type { EventConditions } from '@/lib/webhooks/event-page-store'
import { byCandidates } from '@/lib/webhooks/field-candidates'
import type { FieldSearch } from '@/lib/webhooks/field-search'
import type { ReplaySelection, StoredSelection } from './selection'

const TEXT_MAX = 200
const key = () => deriveKey(env().APP_SECRET, 'replay-selections')

/** For the run's row. */
export function toStored(selection: ReplaySelection, now: Date): StoredSelection {
  if ('ids' in selection) return selection
  const { filter, field } = selection
  const { q, error, type } = filter
  return {
    filter: {
      ...filter,
      // What PostgreSQL cannot hold, no event has either.
      ...{ q: q && storableText(q, TEXT_MAX), error: error && storableText(error, TEXT_MAX) },
      type: type?.map((one) => storableText(one, TEXT_MAX)),
      ...{ within: undefined, from: sinceOf(filter, now)?.toISOString() },
    },
    field: field && {
      path: storableText(field.path, TEXT_MAX),
      ciphertext: Buffer.from(encrypt(key(), field.value)).toString('base64'),
    },
  }
}

interface Wanted {
  conditions: EventConditions
  /** To be looked for in the bytes themselves. */
  field: FieldSearch | null
}

/** From the run's row. */
export async function toConditions(organizationId: OrganizationId, stored: StoredSelection): Promise<Wanted> {
  if ('ids' in stored) return { conditions: { ids: stored.ids }, field: null }
  const { filter, field } = stored
  const search = field?.ciphertext
    ? { path: field.path, value: decrypt(key(), Buffer.from(field.ciphertext, 'base64')) }
    : null
  const conditions = eventConditions(organizationId, filter, search, new Date())
  return { conditions: await byCandidates(organizationId, conditions), field: search }
}
