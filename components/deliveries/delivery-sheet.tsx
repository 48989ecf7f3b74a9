'use client'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, FileQuestion } from 'lucide-react'
import { isProblem } from '@/lib/platform/http/fetch-json'
import { deliveryOptions } from '@/lib/webhooks/client'
import type { DeliveryRow } from '@/lib/webhooks/schema'
import { QueryGate } from '../list/query-gate'
import { useActionKeys, useShortcutHint } from '../shell/use-action-keys'
import { IconButton } from '../ui/icon-button'
import { Sheet } from '../ui/sheet'
import { SkeletonRows } from '../ui/skeleton'
import { StateMessage } from '../ui/state-message'
import { DeliveryView } from './delivery-view'
import { shownType } from './delivery-words'

type DeliverySheetProps = {
  id: string
  /** The list as shown: what the arrows walk through. */
  rows: DeliveryRow[]
  open: (id: string) => void
  close: () => void
  mayReadBodies: boolean
  onReplay: ((id: string) => void) | undefined
}

/** One delivery beside the list. J and K go on to the next one without closing it. */
export function DeliverySheet({ id, rows, open, close, mayReadBodies, onReplay }: DeliverySheetProps) {
  const query = useQuery(deliveryOptions(id))
  const at = rows.findIndex((row) => row.id === id)
  const row = query.data?.row ?? rows[at]
  const neighbour = (step: 1 | -1) => (at < 0 ? undefined : rows[at + step]?.id)
  const [newer, older] = [neighbour(-1), neighbour(1)]
  const go = (id: string | undefined) => (id ? () => open(id) : undefined)
  useActionKeys({ previous: go(newer), next: go(older) }, { inDialog: true })
  const [newerKey, olderKey] = [useShortcutHint('previous'), useShortcutHint('next')]
  return (
    <Sheet open wide onOpenChange={close} title={<span className="break-words">{titleOf(row)}</span>}>
      {/* Not in the title: opening would put the focus, and its tip, on one of them. */}
      <div className="relative">
        <div className="absolute -top-1.5 -right-2 flex">
          <Arrow label="Newer delivery" shortcut={newerKey} icon={<ChevronUp aria-hidden />} id={newer} open={open} />
          <Arrow label="Older delivery" shortcut={olderKey} icon={<ChevronDown aria-hidden />} id={older} open={open} />
        </div>
        {isProblem(query.error, 'not-found') ? (
          <StateMessage role="alert" icon={<FileQuestion />} title="There is no such delivery">
            It does not exist or belongs to another organization.
          </StateMessage>
        ) : (
          <QueryGate query={query} what="The delivery" skeleton={<SkeletonRows rows={6} label="Loading delivery" />}>
            {query.data && (
              <DeliveryView key={id} delivery={query.data} mayReadBodies={mayReadBodies} onReplay={onReplay} />
            )}
          </QueryGate>
        )}
      </div>
    </Sheet>
  )
}

function titleOf(row: DeliveryRow | undefined) {
  if (!row) return 'Delivery'
  if (row.kind === 'rejected') return 'Rejected request'
  return <span className="font-mono text-base">{shownType(row.type)}</span>
}

type ArrowProps = Pick<Parameters<typeof IconButton>[0], 'label' | 'shortcut' | 'icon'> & {
  id: string | undefined
  open: (id: string) => void
}

const Arrow = ({ id, open, ...rest }: ArrowProps) => (
  <IconButton {...rest} disabled={!id} onClick={() => id && open(id)} />
)
