'use client'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

type TypedFieldProps = Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'> & {
  label: string
  hint?: ReactNode
  value: string
  /** The text when one is done with it: with Enter, or by going on to something else. */
  onCommit: (text: string) => void
}

/** A text of a filter. When the view says something else (Clear, Back), that. */
export function TypedField({ label, hint, value, onCommit, ...rest }: TypedFieldProps) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setText(value)
  }
  const commit = () => text.trim() !== value && onCommit(text.trim())
  return (
    <Field label={label} hint={hint} unmarked>
      {(control) => (
        <Input
          {...rest}
          {...control}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
      )}
    </Field>
  )
}
