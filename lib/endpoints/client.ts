import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/lib/platform/http/fetch-json'
import {
  type ChangeEndpointRequest,
  endpointCreated,
  endpointList,
  type NewEndpointRequest,
  secretAdded,
  testResult,
} from './schema'

const PATH = '/api/settings/endpoints'
const KEY = ['settings', 'endpoints'] as const
const REFRESH_MS = 30_000
const LOGGED_AFTER_MS = 500

/** Where Popp posts to. On the server, spread it and replace `queryFn` by the service's call. */
export const endpointsOptions = () =>
  queryOptions({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await fetchJson(endpointList, PATH, { signal })).endpoints,
    // What arrived meanwhile is no change of the settings: no message tells it.
    refetchInterval: REFRESH_MS,
  })

const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`

/** One change, and what is shown afterwards is what the server then has. Throws a `ProblemError`. */
async function change<T extends z.ZodType>(
  client: QueryClient,
  schema: T,
  path: string,
  request: { method: 'POST' | 'PATCH' | 'DELETE'; body?: object },
): Promise<z.infer<T>> {
  const answer = await fetchJson(schema, path, request)
  await client.invalidateQueries({ queryKey: KEY })
  return answer
}

const nothing = z.object({})

export const createEndpoint = (client: QueryClient, body: NewEndpointRequest) =>
  change(client, endpointCreated, PATH, { method: 'POST', body })

export const changeEndpoint = (client: QueryClient, id: string, body: ChangeEndpointRequest) =>
  change(client, nothing, pathOf(id), { method: 'PATCH', body })

export const retireEndpoint = (client: QueryClient, id: string, confirmName: string) =>
  change(client, nothing, pathOf(id), { method: 'DELETE', body: { confirmName } })

export const addSecret = (client: QueryClient, id: string, signingSecret: string | null) =>
  change(client, secretAdded, `${pathOf(id)}/secrets`, { method: 'POST', body: { signingSecret } })

export const retireSecret = (client: QueryClient, id: string, secretId: string) =>
  change(client, nothing, `${pathOf(id)}/secrets/${encodeURIComponent(secretId)}`, { method: 'DELETE' })

/** The log of deliveries is written a moment after the answer: then "last delivery" is this one. */
export async function sendTest(client: QueryClient, id: string, secretId: string | null) {
  const result = await fetchJson(testResult, `${pathOf(id)}/test`, { method: 'POST', body: { secretId } })
  setTimeout(() => void client.invalidateQueries({ queryKey: KEY }), LOGGED_AFTER_MS)
  return result
}
