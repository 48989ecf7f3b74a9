'use client'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { isSubmitKey } from '../conversation/submit-key'
import { useOnline } from '../shell/use-online'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'

type FormDialogProps = {
  title: string
  description?: ReactNode
  /** What its primary button says. */
  submit: string
  busy?: boolean
  /** What the server said instead of doing it. */
  refusal?: string
  onSubmit: () => void
  onClose: () => void
  /** Of the dialog: a width for what needs more of it. */
  className?: string
  children: ReactNode
}

/** A question before an action. Ctrl/⌘ Enter sends from anywhere in it; a refusal keeps it open with what was typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, submit, busy = false, refusal, onSubmit, onClose, className, children } = props
  useReturnTo()
  const online = useOnline()
  const send = () => {
    if (online && !busy) onSubmit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitKey(event)) return
    event.preventDefault()
    send()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={title}
      description={description}
      className={className}
      footer={
        <>
          {!online && (
            <p className="mr-auto self-center text-muted text-xs">You are offline. What you typed is kept.</p>
          )}
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy} disabled={!online} shortcut="Ctrl ↵" onClick={send}>
            {submit}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the fields in it, wherever the focus is */}
      <div onKeyDown={onKeyDown} className="flex flex-col gap-4">
        <div role="alert" className="empty:hidden">
          {refusal && (
            <Banner tone="warn" className="-mx-5 border-t">
              {refusal} <span className="text-muted">What you typed is kept.</span>
            </Banner>
          )}
        </div>
        {children}
      </div>
    </Dialog>
  )
}

/** A dialog whose field takes the focus at once does not learn who had it: that is remembered here. */
function useReturnTo() {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const giveBack = () => {
        if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
      }
      setTimeout(giveBack)
    },
    [opener],
  )
}
