'use client'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { toServerTime } from '@/lib/reviews/client-clock'
import type { ReviewItem } from '@/lib/reviews/schema'
import { Button } from '../ui/button'
import { formatCountdown } from './format-clock'
import { nameOf } from './item-surroundings'
import { warningKey } from './lease-watch'
import { dismissOne, showOne } from './one-toast'

interface WarningActions {
  extend: (item: ReviewItem) => Promise<void>
  open: (item: ReviewItem) => void
}

/** One notification per lease. Who swipes it away is not shown it again. */
export function createWarning() {
  let shown: string | null = null
  let waved: string | null = null
  const show = (item: ReviewItem, key: string, { extend, open }: WarningActions) =>
    showOne('lease-ending', () =>
      toast.warning(<LeaseWarning item={item} />, {
        description: <LeaseWarningActions extend={() => extend(item)} open={() => open(item)} />,
        duration: Number.POSITIVE_INFINITY,
        // Called also when it goes by itself: then it is not the shown one any more.
        onDismiss: () => {
          if (shown === key) waved = key
        },
      }),
    )
  return {
    show: (item: ReviewItem | null, actions?: WarningActions) => {
      const key = item && warningKey(item)
      if (key === shown) return
      shown = key
      if (item && key && actions && key !== waved) show(item, key, actions)
      else dismissOne('lease-ending')
    },
  }
}

const SECOND_MS = 1_000

/** Announced once, with the notification; the seconds are for the eye only. */
function LeaseWarning({ item }: { item: ReviewItem }) {
  const [now, setNow] = useState(() => toServerTime(Date.now()))
  useEffect(() => {
    const timer = setInterval(() => setNow(toServerTime(Date.now())), SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  const until = item.holder ? Date.parse(item.holder.until) : now
  return (
    <>
      Your claim on {nameOf(item)} ends in <span className="sr-only">less than a minute</span>
      <span aria-hidden className="tabular-nums">
        {formatCountdown(Math.ceil((until - now) / SECOND_MS))}
      </span>
    </>
  )
}

function LeaseWarningActions({ extend, open }: { extend: () => Promise<void>; open: () => void }) {
  const [busy, setBusy] = useState(false)
  const onExtend = () => {
    setBusy(true)
    void extend().finally(() => setBusy(false))
  }
  return (
    <span className="mt-2 flex gap-2">
      <Button size="sm" busy={busy} onClick={onExtend}>
        Extend
      </Button>
      <Button size="sm" variant="ghost" onClick={open}>
        Open
      </Button>
    </span>
  )
}
