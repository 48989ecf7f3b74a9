'use client'
import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { type ReactNode, type RefObject, useRef } from 'react'
import { cn } from './cn'
import { Overlay } from './overlay'
import { useReturnFocus } from './use-return-focus'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the primary one last. */
  footer?: ReactNode
  /** False: neither Escape nor a click outside closes it, and there is no ×. */
  dismissible?: boolean
  /** What has the focus when it opens, if not its first field: of something that cannot be undone, the safe choice. */
  firstFocus?: RefObject<HTMLElement | null>
  /** What takes the focus at the end when what had it before is gone. */
  lastFocus?: RefObject<HTMLElement | null>
  className?: string
}

/** Who opens a form is about to type: not the × above it has the focus. */
const FIELD =
  'input:not(:disabled, [aria-hidden]), select:not(:disabled), textarea:not(:disabled), [role=radio][tabindex="0"]'

/** A question in the middle of the screen. The focus goes in, stays in, and comes back. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  dismissible = true,
  firstFocus,
  lastFocus,
  className,
}: DialogProps) {
  const hold = dismissible ? undefined : (event: Event) => event.preventDefault()
  const body = useRef<HTMLDivElement>(null)
  const first = () => firstFocus?.current ?? body.current?.querySelector<HTMLElement>(FIELD)
  const returnFocus = useReturnFocus({ first, otherwise: lastFocus })
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Overlay />
        <Primitive.Content
          {...returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          className={cn(
            'fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 animate-appear flex-col rounded-lg border bg-raised shadow-dialog',
            className,
          )}
        >
          <div className="flex items-start gap-2 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
              {description && <Primitive.Description className="mt-1 text-muted">{description}</Primitive.Description>}
            </div>
            {dismissible && <CloseButton />}
          </div>
          <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-5 pt-3 pb-5">
            {children}
          </div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export function CloseButton() {
  return (
    <Primitive.Close
      aria-label="Close"
      className="-mt-1 -mr-2 inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
    >
      <X aria-hidden className="size-4" />
    </Primitive.Close>
  )
}
