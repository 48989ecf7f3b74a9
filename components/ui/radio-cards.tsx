'use client'
import type { KeyboardEvent, Ref } from 'react'
import { Kbd } from './kbd'

export type RadioCard<Value extends string> = { value: Value; label: string; shortcut?: string }

type RadioCardsProps<Value extends string> = {
  /** What is chosen among these. */
  label: string
  cards: readonly RadioCard<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  /** The group: focus goes to its chosen or first card by `querySelector('[role=radio]')`. */
  ref?: Ref<HTMLDivElement>
  invalid?: boolean
}

const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/**
 * One of a few, all in sight, each with its key. Two columns; the arrow keys move and choose, and Tab knows one of them.
 * Not on the library's radio group: that one draws each card three times, which takes longer than the panel around it.
 */
export function RadioCards<Value extends string>({
  label,
  cards,
  value,
  onChange,
  ref,
  invalid = false,
}: RadioCardsProps<Value>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Enter sends what it is part of, if anything: it chooses nothing.
    if (event.key === 'Enter') event.preventDefault()
    const step = STEPS[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const radios = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')]
    const next = (radios.indexOf(event.target as HTMLElement) + step + cards.length) % cards.length
    radios[next]?.focus()
    onChange(cards[next]!.value)
  }
  return (
    <div
      ref={ref}
      role="radiogroup"
      aria-label={label}
      aria-invalid={invalid || undefined}
      onKeyDown={onKeyDown}
      className="grid grid-cols-2 gap-1.5 sm:grid-cols-3"
    >
      {cards.map((card, index) => (
        <Card
          key={card.value}
          card={card}
          checked={card.value === value}
          reachable={value === null ? index === 0 : card.value === value}
          onChoose={() => onChange(card.value)}
        />
      ))}
    </div>
  )
}

type CardProps = { card: RadioCard<string>; checked: boolean; reachable: boolean; onChoose: () => void }

function Card({ card, checked, reachable, onChoose }: CardProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card with its key, and a field of the browser's cannot be drawn as one
    <button
      type="button"
      role="radio"
      aria-checked={checked}
      data-state={checked ? 'checked' : 'unchecked'}
      aria-keyshortcuts={card.shortcut}
      tabIndex={reachable ? 0 : -1}
      onClick={onChoose}
      className="flex min-h-8 items-center gap-2 rounded-md border border-field px-2 py-1 text-left text-sm hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-selected data-[state=checked]:font-medium pointer-coarse:min-h-11"
    >
      <span className="flex size-3.5 shrink-0 items-center justify-center rounded-full border border-field">
        {checked && <span className="size-2 rounded-full bg-accent" />}
      </span>
      <span className="min-w-0 flex-1">{card.label}</span>
      {card.shortcut && <Kbd>{card.shortcut}</Kbd>}
    </button>
  )
}
