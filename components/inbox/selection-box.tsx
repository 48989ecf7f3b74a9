'use client'
import { useRef } from 'react'
import type { ReviewItem } from '@/lib/reviews/schema'
import { NO_NAME } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'

/** The item whose row has the focus, wherever in the row it is. */
export const focusedItemId = () =>
  document.activeElement?.closest<HTMLElement>('[data-item-id]')?.dataset.itemId ?? null

type SelectionBoxProps = {
  item: ReviewItem
  checked: boolean
  onTick: (item: ReviewItem) => void
  /** Shift was held: all as far as here. */
  onRange: (id: string) => void
}

/**
 * At the left edge of a row, over space that is always kept for it. The target is as high as the row; it shows on hover and
 * focus, in every row once something is selected, and always where there is no pointer to hover with.
 */
export function SelectionBox({ item, checked, onTick, onRange }: SelectionBoxProps) {
  // A label does not pass the modifier on to its box in every browser.
  const range = useRef(false)
  return (
    <label
      onPointerDown={(event) => {
        range.current = event.shiftKey
      }}
      // Or the browser marks the text between the two.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      className="absolute inset-y-0 left-0 z-10 flex w-10 cursor-pointer select-none items-center pl-4 pointer-coarse:w-12"
    >
      <input
        type="checkbox"
        aria-label={`Select ${plainDirection(item.candidateName ?? NO_NAME)}`}
        checked={checked}
        onKeyDown={(event) => {
          range.current = event.shiftKey
        }}
        onChange={() => (range.current ? onRange(item.id) : onTick(item))}
        className="size-4 cursor-pointer accent-(--accent) opacity-0 focus-visible:opacity-100 group-hover:opacity-100 in-data-ticking:opacity-100 pointer-coarse:opacity-100"
      />
    </label>
  )
}

const SELECT_ALL_ID = 'select-all'

export const focusSelectAll = () => document.getElementById(SELECT_ALL_ID)?.focus()

type SelectAllBoxProps = { state: 'all' | 'some' | 'none'; disabled: boolean; onToggle: () => void }

/** Selects every row that is loaded; half checked while only some are. */
export function SelectAllBox({ state, disabled, onToggle }: SelectAllBoxProps) {
  const setHalf = (box: HTMLInputElement | null) => {
    if (box) box.indeterminate = state === 'some'
  }
  return (
    <label
      title="Select all that is loaded (Shift A)"
      className="-ml-1 inline-flex size-6 shrink-0 cursor-pointer items-center justify-center pointer-coarse:-ml-3.5 pointer-coarse:size-11"
    >
      <input
        id={SELECT_ALL_ID}
        ref={setHalf}
        type="checkbox"
        aria-label="Select all loaded items"
        aria-keyshortcuts="Shift+A"
        checked={state === 'all'}
        disabled={disabled}
        onChange={onToggle}
        className="size-4 cursor-pointer accent-(--accent)"
      />
    </label>
  )
}
