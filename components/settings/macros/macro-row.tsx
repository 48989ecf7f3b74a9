'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { toast } from 'sonner'
import { removeMacro, saveMacro } from '@/lib/macros/client'
import type { Macro } from '@/lib/macros/schema'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { Button } from '../../ui/button'
import { Kbd } from '../../ui/kbd'
import { macroWords } from './macro-words'

type MacroRowProps = { macro: Macro; canWrite: boolean; onChange: () => void }

export function MacroRow({ macro, canWrite, onChange }: MacroRowProps) {
  const client = useQueryClient()
  const remove = async () => {
    try {
      await removeMacro(client, macro.id)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      return void toast.error('Not removed', { description: error.problem.title })
    }
    const { id: _, editable: __, ...request } = macro
    toast('Macro removed', {
      description: macro.name,
      action: { label: 'Undo', onClick: () => void saveMacro(client, null, request) },
    })
  }
  return (
    <li className="flex min-h-14 items-center gap-3 py-2">
      <span className="w-10 shrink-0">{macro.key && <Kbd>{`M ${macro.key}`}</Kbd>}</span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{macro.name}</span>
          {macro.shared && (
            <span className="flex shrink-0 items-center gap-1 text-muted text-xs">
              <Users aria-hidden className="size-3" />
              Shared
            </span>
          )}
        </p>
        <p className="truncate text-muted text-xs">{macroWords(macro)}</p>
      </div>
      {canWrite && macro.editable && (
        <div className="flex shrink-0 gap-1">
          <Button size="sm" variant="ghost" onClick={onChange} aria-label={`Change ${macro.name}`}>
            Change
          </Button>
          <Button size="sm" variant="ghost" onClick={() => void remove()} aria-label={`Remove ${macro.name}`}>
            Remove
          </Button>
        </div>
      )}
    </li>
  )
}
