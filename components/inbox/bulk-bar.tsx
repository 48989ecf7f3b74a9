'use client'
import { useQueryClient } from '@tanstack/react-query'
import { AlarmClock, Check, Ellipsis, UserRoundCheck, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ActionId } from '@/lib/members/key-actions'
import { ActionButton } from '../shell/action-button'
import type { PaletteAction } from '../shell/palette-registry'
import { useActionKeys } from '../shell/use-action-keys'
import { usePaletteActions } from '../shell/use-palette-actions'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '../ui/dropdown-menu'
import { IconButton } from '../ui/icon-button'
import { BulkDialog, type BulkQuestion } from './bulk-dialogs'
import { BulkStatus } from './bulk-status'
import { isBusy, startBulk, useBulk } from './bulk-store'
import { formatExactly } from './bulk-words'
import type { ShownRow } from './list-merge'
import { knownItems, selectedItems, shownCount } from './selection'
import { SelectionOffer } from './selection-offer'
import type { SelectionDesk } from './use-selection'

type BulkBarProps = {
  desk: SelectionDesk
  rows: ShownRow[]
  memberId: string
  /** With an item open the keys are the item's. */
  itemOpen: boolean
  hasMore: boolean
  /** How many the view shows, loaded or not, as words: "5,000", "1,000+". */
  total: string
  onOpen: (id: string) => void
}

const ACTIONS: readonly { question: BulkQuestion; action: ActionId; label: string; short: string; icon: ReactNode }[] =
  [
    { question: 'resolve', action: 'resolve', label: 'Resolve…', short: 'Resolve', icon: <Check aria-hidden /> },
    { question: 'snooze', action: 'snooze', label: 'Snooze…', short: 'Snooze', icon: <AlarmClock aria-hidden /> },
    {
      question: 'hand-over',
      action: 'hand-over',
      label: 'Assign or hand over…',
      short: 'Assign',
      icon: <UserRoundCheck aria-hidden />,
    },
  ]

/**
 * What can be done to the selection, and how far it is. The line is always there, so that the first selection moves
 * nothing and covers no row.
 */
export function BulkBar({ desk, rows, memberId, itemOpen, hasMore, total, onOpen }: BulkBarProps) {
  const client = useQueryClient()
  const bulk = useBulk(memberId)
  const [question, setQuestion] = useState<BulkQuestion | null>(null)
  const { selection } = desk
  const count = selection.seen.size
  const possible = count > 0 && !isBusy(bulk)
  useBulkKeys(possible && !itemOpen, setQuestion)
  usePaletteActions(paletteActions(possible, setQuestion))
  const selectable = rows.length > 0 || count > 0
  return (
    <section
      aria-label="Selected items"
      className={cn('@container shrink-0 bg-surface', (selectable || bulk) && 'border-t')}
    >
      <BulkStatus memberId={memberId} onOpen={onOpen} />
      <SelectionOffer desk={desk} rows={rows} hasMore={hasMore} total={total} />
      {selectable && (
        <div className="flex h-11 items-center gap-1 pr-2 pl-4 pointer-coarse:h-13">
          <p role="status" className="min-w-0 text-xs leading-4 not-empty:mr-auto">
            {count > 0 && <Count count={count} shown={shownCount(selection, rows)} />}
          </p>
          {count === 0 ? (
            <p className="mr-auto truncate text-faint text-xs">Tick items to change many at once</p>
          ) : (
            <Actions possible={possible} hints={!itemOpen} ask={setQuestion} onClear={desk.clear} />
          )}
        </div>
      )}
      {question && (
        <BulkDialog
          question={question}
          memberId={memberId}
          count={count}
          known={knownItems(selection)}
          onClose={() => setQuestion(null)}
          onRun={(command) => {
            setQuestion(null)
            startBulk(client, memberId, selectedItems(selection), command)
            desk.clear()
          }}
        />
      )}
    </section>
  )
}

/** Rows may have left the list, or never been loaded: how many are in sight is said. */
function Count({ count, shown }: { count: number; shown: number }) {
  return (
    <>
      <span className="block font-medium">{formatExactly(count)} selected</span>
      {shown < count && <span className="block text-2xs text-muted">{formatExactly(shown)} in this list</span>}
    </>
  )
}

type ActionsProps = {
  possible: boolean
  /** The keys are the selection's now: they are printed. */
  hints: boolean
  ask: (question: BulkQuestion) => void
  onClear: () => void
}

/** All in sight where there is room; on a phone the first, and a menu. */
function Actions({ possible, hints, ask, onClear }: ActionsProps) {
  const Show = hints ? ActionButton : PlainButton
  return (
    <>
      {ACTIONS.map(({ question, action, label, short }, index) => (
        <Show
          key={question}
          action={action}
          size="sm"
          aria-label={label.replace('…', '')}
          title={label}
          disabled={!possible}
          onClick={() => ask(question)}
          className={`pointer-coarse:h-11 ${index > 0 ? 'hidden @[24rem]:inline-flex' : ''}`}
        >
          {short}
        </Show>
      ))}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="sm" aria-label="More for the selection" className="@[24rem]:hidden pointer-coarse:size-11">
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent side="top">
          {ACTIONS.slice(1).map(({ question, label, icon }) => (
            <DropdownMenuItem key={question} disabled={!possible} onSelect={() => ask(question)}>
              {icon}
              {label}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <IconButton
        label="Clear the selection"
        shortcut={hints ? 'Esc' : undefined}
        icon={<X aria-hidden />}
        onClick={onClear}
        className="pointer-coarse:size-11"
      />
    </>
  )
}

const PlainButton = ({ action: _, ...rest }: Parameters<typeof ActionButton>[0]) => <Button {...rest} />

function useBulkKeys(enabled: boolean, ask: (question: BulkQuestion) => void) {
  const keys = ACTIONS.map(({ action, question }) => [action, () => ask(question)])
  useActionKeys(Object.fromEntries(keys), { enabled })
}

const paletteActions = (enabled: boolean, ask: (question: BulkQuestion) => void): PaletteAction[] =>
  ACTIONS.map(({ question, label, icon }) => ({
    id: `bulk-${question}`,
    label: `Selected items: ${label}`,
    icon,
    enabled,
    run: () => ask(question),
  }))
