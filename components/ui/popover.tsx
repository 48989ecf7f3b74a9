'use client'
import { Popover as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Popover = Primitive.Root
export const PopoverTrigger = Primitive.Trigger
export const PopoverClose = Primitive.Close

/** Give it an `aria-label`: a popover is a small dialog and needs a name. */
export function PopoverContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        {...rest}
        className={cn(
          'z-50 w-80 max-w-[calc(100vw-1rem)] animate-appear rounded-md border bg-raised p-3 shadow-raised',
          className,
        )}
      />
    </Primitive.Portal>
  )
}
