'use client'
import { RadioGroup } from 'radix-ui'
import type { Ref } from 'react'
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

/** One of a few, all in sight, each with its key. Two columns; the arrow keys move and choose. */
export function RadioCards<Value extends string>({
  label,
  cards,
  value,
  onChange,
  ref,
  invalid = false,
}: RadioCardsProps<Value>) {
  return (
    <RadioGroup.Root
      ref={ref}
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={value ?? ''}
      onValueChange={(next) => onChange(next as Value)}
      className="grid grid-cols-2 gap-1.5 sm:grid-cols-3"
    >
      {cards.map((card) => (
        <RadioGroup.Item
          key={card.value}
          value={card.value}
          aria-keyshortcuts={card.shortcut}
          className="flex min-h-8 items-center gap-2 rounded-md border border-field px-2 py-1 text-left text-sm transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-selected data-[state=checked]:font-medium pointer-coarse:min-h-11"
        >
          <span className="flex size-3.5 shrink-0 items-center justify-center rounded-full border border-field">
            <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
          </span>
          <span className="min-w-0 flex-1">{card.label}</span>
          {card.shortcut && <Kbd>{card.shortcut}</Kbd>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
