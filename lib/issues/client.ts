import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson, isProblem } from '@/lib/platform/http/fetch-json'
import type { Command } from './domain'
import { type IssueDetail, type IssueState, issue, issueDetail, issuePage } from './schema'

const PATH = '/api/issues'
const KEY = ['issues'] as const

/** Issues of a state, page by page. On the server, spread it and replace `queryFn` by the service's call. */
export const issuesOptions = (state: IssueState) =>
  infiniteQueryOptions({
    queryKey: [...KEY, 'list', state] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ state, ...(pageParam && { cursor: pageParam }) })
      return fetchJson(issuePage, `${PATH}?${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** How many there are in each state. */
export const issueCountsOptions = () =>
  queryOptions({
    queryKey: [...KEY, 'counts'] as const,
    queryFn: async ({ signal }) => (await fetchJson(issuePage, `${PATH}?limit=1`, { signal })).counts,
  })

export const issueOptions = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'detail', id] as const,
    queryFn: ({ signal }) => fetchJson(issueDetail, `${PATH}/${encodeURIComponent(id)}`, { signal }),
  })

const nouns: Record<Command, string> = { acknowledge: 'acknowledgement', resolve: 'resolution' }
const answer = z.object({ issue })

/** Acknowledges or resolves the issue as it was seen; refused, the screen shows it as it stands. */
export function useIssueCommand(id: string) {
  const client = useQueryClient()
  const { queryKey } = issueOptions(id)
  const show = (stands: z.infer<typeof issue>) =>
    client.setQueryData<IssueDetail>(queryKey, (detail) => detail && { ...detail, issue: stands })
  return useMutation({
    // Offline it must fail and say so, not wait and be done at some later time.
    networkMode: 'always',
    mutationFn: ({ command, version }: { command: Command; version: number }) =>
      fetchJson(answer, `${PATH}/${encodeURIComponent(id)}/${nouns[command]}`, { method: 'POST', body: { version } }),
    onSuccess: (done) => show(done.issue),
    onError: (error) => {
      const stands = isProblem(error, 'conflict') ? issue.safeParse(error.problem.issue) : null
      if (stands?.success) show(stands.data)
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
