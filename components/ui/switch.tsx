'use client'
import { Switch as Primitive } from 'radix-ui'
import { useId } from 'react'

type SwitchProps = { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void }

/** On or off, at once: nothing is sent by a button afterwards. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <Primitive.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        aria-describedby={hint && `${id}-hint`}
        className="flex h-6 w-10 shrink-0 items-center rounded-full border border-field bg-surface px-0.5 transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Primitive.Thumb className="size-4 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-accent-contrast" />
      </Primitive.Root>
      <div className="min-w-0 flex-1 pt-0.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-muted text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
