'use client'
import { toast } from 'sonner'
import { useIssueCommand } from '@/lib/issues/client'
import type { Command } from '@/lib/issues/domain'
import type { Issue } from '@/lib/issues/schema'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { ActionButton } from '../shell/action-button'
import { useActionKeys } from '../shell/use-action-keys'
import { usePaletteActions } from '../shell/use-palette-actions'
import { Button } from '../ui/button'

const DONE: Record<Command, string> = {
  acknowledge: 'Acknowledged. It is counted on without another alert.',
  resolve: 'Resolved. It comes back by itself when it fails again.',
}

/** Somebody is on it, or it is done with. Opened again it is only by its next failure. */
export function IssueActions({ issue: { id, state, version } }: { issue: Issue }) {
  const { mutateAsync, isPending, variables } = useIssueCommand(id)
  const run = async (command: Command) => {
    if (isPending) return
    try {
      await mutateAsync({ command, version })
      toast.success(DONE[command])
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      toast.error(error.problem.title)
    }
  }
  const canResolve = state !== 'resolved'
  useActionKeys({ resolve: canResolve ? () => void run('resolve') : undefined })
  usePaletteActions([
    {
      id: 'acknowledge-issue',
      label: 'Acknowledge the issue',
      enabled: state === 'open',
      run: () => void run('acknowledge'),
    },
    { id: 'resolve-issue', label: 'Resolve the issue', enabled: canResolve, run: () => void run('resolve') },
  ])
  if (!canResolve) return null
  const isBusy = (command: Command) => isPending && variables?.command === command
  return (
    <div className="flex flex-wrap gap-2">
      {state === 'open' && (
        <Button busy={isBusy('acknowledge')} onClick={() => void run('acknowledge')}>
          Acknowledge
        </Button>
      )}
      <ActionButton action="resolve" variant="primary" busy={isBusy('resolve')} onClick={() => void run('resolve')}>
        Resolve
      </ActionButton>
    </div>
  )
}
