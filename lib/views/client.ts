import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import {
  type ChangeViewRequest,
  type CreateViewRequest,
  removedView,
  type SavedView,
  viewAnswer,
  viewList,
} from './schema'

export const viewKeys = { list: ['views', 'list'] as const }

/** The member's own views and the shared ones, with their counts of the moment. */
export const viewListOptions = () =>
  queryOptions({
    queryKey: viewKeys.list,
    queryFn: async ({ signal }) => (await fetchJson(viewList, '/api/views', { signal })).views,
  })

const viewUrl = (id: string) => `/api/views/${encodeURIComponent(id)}`

/** Each throws a `ProblemError`; done, the list shows it at once. */
export async function createView(client: QueryClient, request: CreateViewRequest): Promise<SavedView> {
  const { view } = await fetchJson(viewAnswer, '/api/views', { method: 'POST', body: request })
  show(client, (views) => [...views.filter(({ id }) => id !== view.id), view])
  return view
}

export async function changeView(client: QueryClient, id: string, request: ChangeViewRequest): Promise<SavedView> {
  const { view } = await fetchJson(viewAnswer, viewUrl(id), { method: 'PATCH', body: request })
  show(client, (views) => views.map((known) => (known.id === id ? view : known)))
  return view
}

export async function removeView(client: QueryClient, id: string): Promise<void> {
  await fetchJson(removedView, viewUrl(id), { method: 'DELETE' })
  show(client, (views) => views.filter((known) => known.id !== id))
}

function show(client: QueryClient, change: (views: SavedView[]) => SavedView[]) {
  client.setQueryData<SavedView[]>(viewKeys.list, (views) => views && change(views))
  void client.invalidateQueries({ queryKey: viewKeys.list })
}
