import type { Role } from '@/lib/members/schema'
import type { Asker } from './client-run'
import { LEASE_MINUTES } from './domain'
import type { HandOverTarget, Holder, Preferred, Resolution, ReviewItem } from './schema'
import type { ResolutionOutcome } from './words'

/* What a screen shows of a command until the server has answered it. */

type Change = (item: ReviewItem) => ReviewItem

/** Whom an item is handed to; the name is for the screen. */
export type Receiver = { memberId: string; name: string } | { role: Role }

export const targetOf = (to: Receiver): HandOverTarget => ('role' in to ? { role: to.role } : { memberId: to.memberId })

export const claimed =
  (asker: Asker, now: number): Change =>
  (item) => ({ ...item, holder: expectedHolder(asker, now), snooze: null, preferred: null })

export const freed: Change = (item) => ({ ...item, holder: null })

export const asleep =
  ({ memberId, name }: Asker, until: string): Change =>
  (item) => ({ ...item, holder: null, snooze: { until, byMemberId: memberId, byName: name } })

export const awake: Change = (item) => ({ ...item, snooze: null })

export const skipped: Change = (item) => ({ ...item, holder: null, skipCount: item.skipCount + 1 })

export const handedOver =
  (to: Receiver): Change =>
  (item) => ({ ...item, holder: null, snooze: null, preferred: expectedPreferred(to) })

export const resolved =
  (asker: Asker, decision: { outcome: ResolutionOutcome; reason: string }, now: number): Change =>
  (item) => ({
    ...item,
    state: 'resolved',
    holder: null,
    snooze: null,
    preferred: null,
    resolution: expectedResolution(asker, decision, now),
  })

export const reopened =
  (asker: Asker, now: number): Change =>
  (item) => ({ ...item, state: 'open', holder: expectedHolder(asker, now), resolution: null })

/** As it was before; the version is the one that the action made. */
export const putBack =
  (before: ReviewItem): Change =>
  ({ version }) => ({ ...before, version })

const expectedPreferred = (to: Receiver): Preferred =>
  'role' in to ? { memberId: null, name: null, role: to.role } : { memberId: to.memberId, name: to.name, role: null }

const expectedHolder = ({ memberId, name }: Asker, now: number): Holder => ({
  memberId,
  name,
  since: new Date(now).toISOString(),
  until: new Date(now + LEASE_MINUTES * 60_000).toISOString(),
})

const expectedResolution = (
  { memberId, name }: Asker,
  { outcome, reason }: { outcome: ResolutionOutcome; reason: string },
  now: number,
): Resolution => ({
  outcome,
  reason: reason || null,
  byMemberId: memberId,
  byName: name,
  at: new Date(now).toISOString(),
})
