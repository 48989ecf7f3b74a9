'use client'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { Toaster as Sonner } from 'sonner'
import { buttonClass } from './button-class'
import { useMedia } from './use-media'

/**
 * A panel at the window's foot sets --toast-lift on this element to its height: its buttons must stay in reach. Not on the
 * root: what is inherited by everything has everything styled anew, 60 ms on a full inbox.
 */
export const TOASTER_ID = 'toaster'

/** Mounted once, in the layout. Elsewhere: `import { toast } from 'sonner'`. */
export function Toaster() {
  return (
    <div id={TOASTER_ID} className="contents">
      <Toasts />
    </div>
  )
}

/** The library's own: below it a notification is as wide as the window. */
const NARROW = '(max-width: 600px)'

function Toasts() {
  // On a phone what is decided on and what decides it fill the lower part, to the last line: it is said over the heading.
  const narrow = useMedia(NARROW)
  return (
    <Sonner
      position={narrow ? 'top-center' : 'bottom-right'}
      // Not said, it is asked of the root's computed style at each showing: a layout in the middle of a key press.
      dir="ltr"
      offset={{ bottom: 'calc(1.5rem + var(--toast-lift, 0px))' }}
      gap={8}
      expand
      mobileOffset={{ top: 'calc(0.5rem + env(safe-area-inset-top))' }}
      visibleToasts={3}
      containerAriaLabel="Notifications"
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-pass" />,
        error: <CircleAlert aria-hidden className="size-4 text-fail" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-review" />,
        info: <Info aria-hidden className="size-4 text-muted" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded-md border bg-raised px-3 py-2.5 font-sans text-sm text-text shadow-raised duration-150! sm:w-(--width)',
          icon: 'mt-0.5 shrink-0',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-muted text-xs',
          actionButton: buttonClass('secondary', 'sm', '-my-0.5'),
          cancelButton: buttonClass('ghost', 'sm', '-my-0.5'),
        },
      }}
    />
  )
}
