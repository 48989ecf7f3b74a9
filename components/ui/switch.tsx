'use client'
import { useId } from 'react'
import { cn } from './cn'

type SwitchProps = { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void }

/** On or off, at once: nothing is sent by a button afterwards. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      {/* A button of our own: the primitive's hidden checkbox has a style that differs between server and browser. */}
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={checked}
        aria-describedby={hint && `${id}-hint`}
        onClick={() => onChange(!checked)}
        className="flex h-6 w-10 shrink-0 items-center rounded-full border border-field bg-surface px-0.5 disabled:opacity-60 aria-checked:border-accent aria-checked:bg-accent"
      >
        <span
          className={cn(
            'size-4 rounded-full transition-transform',
            checked ? 'translate-x-4.5 bg-accent-contrast' : 'bg-muted',
          )}
        />
      </button>
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
