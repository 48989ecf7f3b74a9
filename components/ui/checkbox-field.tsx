import type { ReactNode } from 'react'
import { cn } from './cn'

type CheckboxFieldProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  /** Beside the words: a count. */
  trailing?: ReactNode
  className?: string
}

/** The browser's own checkbox with its words: the whole line is the target. */
export function CheckboxField({ checked, onChange, children, trailing, className }: CheckboxFieldProps) {
  return (
    <label className={cn('flex min-h-7 min-w-0 items-center gap-2 text-sm pointer-coarse:min-h-11', className)}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-(--accent)"
      />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {trailing}
    </label>
  )
}
