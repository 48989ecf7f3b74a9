import type { ComponentProps } from 'react'
import { cn } from './cn'
import { controlClass } from './control-class'

/** Grows with its text where the browser can, up to 40 % of the window. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...rest}
      rows={rows}
      className={cn(controlClass, 'field-sizing-content max-h-[40vh] min-h-16 resize-y py-1.5', className)}
    />
  )
}
