'use client'
import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { useChange } from './use-change'

type ConfirmNameDialogProps = {
  title: string
  name: string
  action: string
  children: ReactNode
  onConfirm: (typed: string) => Promise<unknown>
  onClose: () => void
}

/** What must not happen by a slip of the hand: the endpoint's name, typed. */
export function ConfirmNameDialog({ title, name, action, children, onConfirm, onClose }: ConfirmNameDialogProps) {
  const [typed, setTyped] = useState('')
  const { busy, errors, run } = useChange('Not done')
  const confirm = () =>
    run(async () => {
      await onConfirm(typed)
      onClose()
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={title}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="text-muted">{children}</div>
        <Field label={`Type “${name}” to confirm`} required error={errors.confirmName}>
          {(control) => (
            <Input {...control} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
