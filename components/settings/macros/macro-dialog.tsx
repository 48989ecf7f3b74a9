'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { saveMacro } from '@/lib/macros/client'
import type { Macro } from '@/lib/macros/schema'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { emptyMacro, readDraft, toDraft } from './macro-draft'
import { MacroFields } from './macro-fields'

/** Writes a new macro, or changes one. Refused, what was typed stays. */
export function MacroDialog({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(macro ? toDraft(macro) : emptyMacro)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const read = readDraft(draft)
    if ('errors' in read) return setErrors(read.errors)
    setBusy(true)
    try {
      await saveMacro(client, macro?.id ?? null, read.request)
      toast.success(macro ? 'Macro saved' : 'Macro added')
      onClose()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { errors: fields, title } = error.problem
      if (fields) setErrors(Object.fromEntries(fields.map(({ field, message }) => [field, message])))
      else toast.error('Not saved', { description: title })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={macro ? 'Change macro' : 'New macro'}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            {macro ? 'Save' : 'Add macro'}
          </Button>
        </>
      }
    >
      <MacroFields
        draft={draft}
        errors={errors}
        change={(part) => {
          setErrors({})
          setDraft({ ...draft, ...part })
        }}
      />
    </Dialog>
  )
}
