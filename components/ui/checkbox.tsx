'use client'
import { Check, Minus } from 'lucide-react'
import { Checkbox as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** Give it an `aria-label`, or an `id` that a `<label htmlFor>` names. The target is 24 px, the box 16. */
export function Checkbox({ className, ...rest }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      {...rest}
      className={cn(
        'group inline-flex size-6 shrink-0 items-center justify-center rounded-md disabled:opacity-50',
        className,
      )}
    >
      <span className="flex size-4 items-center justify-center rounded-sm border border-field bg-surface transition-colors group-hover:border-muted group-data-[state=checked]:border-accent group-data-[state=indeterminate]:border-accent group-data-[state=checked]:bg-accent group-data-[state=indeterminate]:bg-accent">
        <Primitive.Indicator className="group/mark text-accent-contrast">
          <Check aria-hidden strokeWidth={3} className="size-3 group-data-[state=indeterminate]/mark:hidden" />
          <Minus aria-hidden strokeWidth={3} className="hidden size-3 group-data-[state=indeterminate]/mark:block" />
        </Primitive.Indicator>
      </span>
    </Primitive.Root>
  )
}
