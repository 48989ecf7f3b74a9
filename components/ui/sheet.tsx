'use client'
import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { CloseButton } from './dialog'
import { Overlay } from './overlay'
import { useReturnFocus } from './use-return-focus'

type SheetProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  /** For what is read rather than chosen: a log entry, a body. */
  wide?: boolean
  children: ReactNode
}

/** A drawer: from the right on a wide screen, from below on a phone. */
export function Sheet({ open, onOpenChange, title, description, wide = false, children }: SheetProps) {
  const returnFocus = useReturnFocus()
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Overlay />
        <Primitive.Content
          {...returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] animate-slide-up flex-col rounded-t-lg border-t bg-raised shadow-dialog sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:animate-slide-in sm:rounded-none sm:border-t-0 sm:border-l',
            wide ? 'sm:w-[min(40rem,90vw)]' : 'sm:w-[28rem]',
          )}
        >
          <div className="flex items-start gap-2 border-b px-5 py-4">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
              {description && <Primitive.Description className="mt-1 text-muted">{description}</Primitive.Description>}
            </div>
            <CloseButton />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
