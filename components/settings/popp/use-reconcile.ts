import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { cancelReconcile, startReconcile } from '@/lib/reconcile/client'

/** The two commands of the section; a refusal is told in a toast. */
export function useReconcile() {
  const client = useQueryClient()
  const onError = (error: unknown) =>
    toast.error(error instanceof ProblemError ? error.problem.title : 'That did not work. Try again in a moment.')
  const starting = useMutation({ mutationFn: () => startReconcile(client), onError })
  const cancelling = useMutation({ mutationFn: (id: string) => cancelReconcile(client, id), onError })
  return {
    start: () => starting.mutate(),
    cancel: (id: string) => cancelling.mutate(id),
    busy: starting.isPending,
  }
}
