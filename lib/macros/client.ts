import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import { type MacroRequest, macroAnswer, macroList } from './schema'

const KEY = ['settings', 'macros'] as const

/** My macros and the shared ones. On the server, spread it and replace `queryFn` by the service's call. */
export const macrosOptions = () =>
  queryOptions({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await fetchJson(macroList, '/api/macros', { signal })).macros,
  })

/** Throws a `ProblemError` that names the field. */
export async function saveMacro(client: QueryClient, id: string | null, body: MacroRequest) {
  const path = id ? `/api/macros/${encodeURIComponent(id)}` : '/api/macros'
  const answer = await fetchJson(macroAnswer, path, { method: id ? 'PATCH' : 'POST', body })
  await client.invalidateQueries({ queryKey: KEY })
  return answer.macro
}

export async function removeMacro(client: QueryClient, id: string): Promise<void> {
  await fetchJson(z.object({}), `/api/macros/${encodeURIComponent(id)}`, { method: 'DELETE' })
  await client.invalidateQueries({ queryKey: KEY })
}
