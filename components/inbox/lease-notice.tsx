'use client'
import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { inboxCountsOptions, inboxListOptions, reviewItemOptions } from '@/lib/reviews/client'
import { toServerTime } from '@/lib/reviews/client-clock'
import { extendClaim } from '@/lib/reviews/client-commands'
import { type Asker, type CommandKind, commandKey } from '@/lib/reviews/client-run'
import type { ReviewItem } from '@/lib/reviews/schema'
import { whenScreenStands } from '../shell/screen-arrival'
import { useBulkBusy } from './bulk-store'
import { untilWords } from './format-until'
import { inboxHref } from './inbox-url'
import { nameOf, wordsOf } from './item-surroundings'
import { createWarning } from './lease-warning'
import { endedWords, firstEnding, isLost, openItemOf, overSince, stillSeen } from './lease-watch'
import { sayRefused, showOne } from './one-toast'

const SECOND_MS = 1_000
const NONE: ReviewItem[] = []

/** Mounted once, around every screen of who may claim: a claim neither ends unseen nor without a word. */
export function LeaseNotice({ asker }: { asker: Asker }) {
  const client = useQueryClient()
  const router = useRouter()
  const openId = openItemOf(usePathname())
  const held = useHeld(asker.memberId)
  const { memberId, name } = asker
  const [warning] = useState(createWarning)
  const before = useRef<ReviewItem[]>(NONE)
  useEffect(() => {
    const open = ({ id }: ReviewItem) => {
      leaveToast()
      router.push(inboxHref({ tab: 'open', filter: {}, itemId: id }))
    }
    const look = () => {
      const now = toServerTime(Date.now())
      const over = overSince(before.current, held, openId, now).filter(({ id }) => !gaveBack(client, id))
      before.current = stillSeen(before.current, held, memberId, now)
      warning.show(firstEnding(held, memberId, openId, now), {
        extend: (item) => extend(client, { memberId, name }, item),
        open,
      })
      if (over.length > 0) void sayEnded(client, memberId, over)
    }
    look()
    if (held.length === 0) return
    const timer = setInterval(look, SECOND_MS)
    return () => clearInterval(timer)
  }, [client, router, held, openId, memberId, name, warning])
  useEffect(() => () => warning.show(null), [warning])
  return null
}

/** What I hold, as the server lists it; nothing is asked while I hold nothing. */
function useHeld(memberId: string): ReviewItem[] {
  const [stands, setStands] = useState(false)
  // The first screen may be this very list: it must not change before React has taken it over.
  useEffect(() => whenScreenStands(() => setStands(true)), [])
  const holds = (useQuery(inboxCountsOptions()).data?.heldByMe ?? 0) > 0
  const resting = useBulkBusy(memberId)
  const { data } = useInfiniteQuery({
    ...inboxListOptions({ tab: 'mine', filter: {} }),
    enabled: stands && holds && !resting,
  })
  return useMemo(() => (stands && holds && data ? data.pages.flatMap(({ rows }) => rows) : NONE), [stands, holds, data])
}

async function extend(client: QueryClient, asker: Asker, item: ReviewItem): Promise<void> {
  const result = await extendClaim(client, asker, item.id)
  if (!result.ok) return sayRefused('Not extended', wordsOf(client, item.id, result))
  const { holder } = result.item
  if (holder) say(`Yours until ${untilWords(holder.until)}`, nameOf(item))
}

/** What this tab gave back in the last seconds of its lease did not run out. */
const GIVING: readonly (CommandKind | undefined)[] = ['release', 'resolve', 'skip', 'snooze', 'hand-over', 'undo']
const LATELY_MS = 10_000

const gaveBack = (client: QueryClient, id: string) =>
  client.getMutationCache().findAll({
    mutationKey: commandKey(id),
    predicate: ({ options, state }) =>
      GIVING.includes(options.mutationKey?.at(-1) as CommandKind | undefined) &&
      state.status !== 'error' &&
      Date.now() - state.submittedAt < LATELY_MS,
  }).length > 0

/** Another tab may have decided it meanwhile: the item itself is asked. */
async function sayEnded(client: QueryClient, memberId: string, over: readonly ReviewItem[]): Promise<void> {
  const asked = await Promise.all(
    over.map(({ id }) => client.fetchQuery({ ...reviewItemOptions(id), staleTime: 0 }).catch(() => null)),
  )
  const lost = asked.flatMap((detail) => (detail && isLost(detail.item, memberId) ? [nameOf(detail.item)] : []))
  if (lost.length > 0) say(endedWords(lost))
}

const say = (words: string, description?: string) => showOne('lease', () => toast(words, { description }))

/** The notification gives the focus back to where it was before; it would take it from what is opened now. */
function leaveToast() {
  const { activeElement } = document
  if (activeElement instanceof HTMLElement && activeElement.closest('[data-sonner-toaster]')) activeElement.blur()
}
