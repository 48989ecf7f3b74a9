'use client'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { toast } from 'sonner'
import { type InboxView, viewSearch } from '@/lib/reviews/filter'
import { createView } from '@/lib/views/client'
import { VIEW_NAME_MAX } from '@/lib/views/schema'
import { Button } from '../ui/button'
import { CheckboxField } from '../ui/checkbox-field'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { useViewCommand } from './use-view-command'

/** Asks for a name. A refusal is said in place, and what was typed stays. */
export function SaveView({ view, onClose }: { view: InboxView; onClose: () => void }) {
  const client = useQueryClient()
  const form = useId()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const { busy, refusal, run } = useViewCommand()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await run(() => createView(client, { name, shared, query: viewSearch(view) }))
    if (!saved) return
    toast.success('View saved', { description: saved.name })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Save this view"
      description="Tab, filter and order as they are now."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
        <Field label="Name" required error={refusal}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={VIEW_NAME_MAX}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <CheckboxField checked={shared} onChange={setShared}>
          Share with everybody here
        </CheckboxField>
      </form>
    </Dialog>
  )
}
