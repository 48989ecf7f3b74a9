'use client'
import { CloudAlert } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { StateMessage } from '@/components/ui/state-message'
import './globals.css'

/** When even the layout failed. A plain link on purpose: the router may be what broke. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Review Desk</title>
        <main className="py-[12vh]">
          <StateMessage
            as="h1"
            role="alert"
            icon={<CloudAlert />}
            title="This page could not be shown"
            action={
              <a href="/inbox" className={buttonClass('primary')}>
                Reload the desk
              </a>
            }
          >
            The fault is ours and nothing you did was lost on the server.
            {error.digest && <p className="mt-2 font-mono text-faint text-xs">Reference {error.digest}</p>}
          </StateMessage>
        </main>
      </body>
    </html>
  )
}
