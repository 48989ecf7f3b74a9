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
import { isBusy, startBulk, useBulk } from './bulk-store'
import { formatExactly } from './bulk-words'
import { knownItems, selectedItems } from './selection'
import { focusSelectAll } from './selection-box'
import type { SelectionDesk } from './use-selection'

type BulkActionsProps = {
  desk: SelectionDesk
  /** How many of the selected are in the list. */
  shown: number
  memberId: string
  /** With an item open the keys are the item's. */
  itemOpen: boolean
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
 * What can be done to the selection. It takes the filter's place in the line above the rows: another filter would be another
 * selection anyway, and so nothing moves, no row is covered, and no line is kept empty for it.
 */
export function BulkActions({ desk, shown, memberId, itemOpen }: BulkActionsProps) {
  const client = useQueryClient()
  const bulk = useBulk(memberId)
  const [question, setQuestion] = useState<BulkQuestion | null>(null)
  const count = desk.selection.seen.size
  const possible = !isBusy(bulk)
  useBulkKeys(possible && !itemOpen, setQuestion)
  usePaletteActions(paletteActions(possible, setQuestion))
  const clear = () => {
    // The button goes with the selection: its reader stays in the line.
    focusSelectAll()
    desk.clear()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, and no form
    <div
      role="group"
      aria-label="Change the selected items"
      className="@container flex min-w-0 flex-1 items-center gap-1"
    >
      <p className="mr-auto min-w-0 truncate text-xs leading-3.5">
        <span className="block font-medium">{formatExactly(count)} selected</span>
        {/* Rows may have left the list, or never been loaded: how many are in sight is said. */}
        {shown < count && (
          <span className="block text-2xs text-muted leading-3.5">{formatExactly(shown)} in this list</span>
        )}
      </p>
      <Actions possible={possible} hints={!itemOpen} ask={setQuestion} onClear={clear} />
      {question && (
        <BulkDialog
          question={question}
          memberId={memberId}
          count={count}
          known={knownItems(desk.selection)}
          onClose={() => setQuestion(null)}
          onRun={(command) => {
            setQuestion(null)
            startBulk(client, memberId, selectedItems(desk.selection), command)
            desk.clear()
          }}
        />
      )}
    </div>
  )
}

type ActionsProps = {
  possible: boolean
  /** The keys are the selection's now: they are printed. */
  hints: boolean
  ask: (question: BulkQuestion) => void
  onClear: () => void
}

/** From how wide a line on each stands in it, key and all. What does not is in the menu. */
const FROM_WIDTH = ['', 'hidden @[21rem]:inline-flex', 'hidden @[27rem]:inline-flex']

/** All in sight where there is room; where not the first, and a menu. */
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
          className={cn('pointer-coarse:h-11', FROM_WIDTH[index])}
        >
          {short}
        </Show>
      ))}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="sm" aria-label="More for the selection" className="@[27rem]:hidden pointer-coarse:size-11">
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
        className="size-7 pointer-coarse:size-11"
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
