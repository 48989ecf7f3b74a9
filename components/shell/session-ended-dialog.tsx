'use client'
import type { Route } from 'next'
import { useState } from 'react'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { Dialog } from '../ui/dialog'

type SessionEndedDialogProps = {
  open: boolean
  /** The sign-in page; opened in a new tab, so that typed text here survives. */
  signInHref: Route
  /** Asks the server again; true when the session is back. */
  onCheck: () => Promise<boolean>
}

/** "Your session has ended": nothing on the page is touched, and it goes on where it stopped. */
export function SessionEndedDialog({ open, signInHref, onCheck }: SessionEndedDialogProps) {
  const [checking, setChecking] = useState(false)
  const [stillOut, setStillOut] = useState(false)
  const check = async () => {
    setChecking(true)
    setStillOut(!(await onCheck().catch(() => false)))
    setChecking(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={() => {}}
      dismissible={false}
      title="Your session has ended"
      description="Sign in again in a new tab and come back. What you typed is still here."
      footer={
        <>
          <Button onClick={check} busy={checking}>
            I have signed in
          </Button>
          <a href={signInHref} target="_blank" rel="noopener" className={buttonClass('primary')}>
            Sign in again
          </a>
        </>
      }
    >
      <p role="status" className="text-review">
        {stillOut && 'You are not signed in yet.'}
      </p>
    </Dialog>
  )
}
