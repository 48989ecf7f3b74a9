'use client'
import { Popover as Primitive } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const Popover = Primitive.Root
export const PopoverTrigger = Primitive.Trigger

/** Not modal: it closes on Escape, on a click outside and when the focus leaves, and goes back to its trigger. */
export function PopoverContent({
  label,
  className,
  ...rest
}: ComponentProps<typeof Primitive.Content> & { label: string }) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={4}
        collisionPadding={8}
        aria-label={label}
        {...rest}
        className={cn(
          'z-50 flex max-h-(--radix-popover-content-available-height) w-[min(24rem,calc(100vw-1rem))] animate-appear flex-col rounded-md border bg-raised shadow-raised',
          className,
        )}
      />
    </Primitive.Portal>
  )
}
