'use client'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'

export type FieldControl = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  /** Where everything is optional, as in a filter, it need not be said. */
  unmarked?: boolean
  /** Gets the wiring for its control: `{(control) => <Input {...control} name="email" />}`. */
  children: (control: FieldControl) => ReactNode
}

export function Field({ label, hint, error, required = false, unmarked = false, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const optionalId = `${id}-optional`
  const optional = !required && !unmarked
  const describedBy = [optional && optionalId, hint && hintId, error && errorId].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1">
      {/* Beside the label, not in it: the name is "Reason", and that it may be left out describes it. */}
      <div className="flex items-baseline gap-1">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {optional && (
          <span id={optionalId} className="text-faint text-xs">
            optional
          </span>
        )}
      </div>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      {hint && (
        <p id={hintId} className="text-muted text-xs">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} role="alert" className="flex items-start gap-1 text-fail text-xs">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}
