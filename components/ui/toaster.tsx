'use client'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { Toaster as Sonner } from 'sonner'
import { buttonClass } from './button-class'

/** Mounted once, in the layout. Elsewhere: `import { toast } from 'sonner'`. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      // A panel at the window's foot sets --toast-lift to its height: its buttons must stay in reach.
      offset={{ bottom: 'calc(1.5rem + var(--toast-lift, 0px))' }}
      gap={8}
      expand
      // Above the navigation bar of a phone.
      mobileOffset={{ bottom: 'calc(4.25rem + env(safe-area-inset-bottom) + var(--toast-lift, 0px))' }}
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
