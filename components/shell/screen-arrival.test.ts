import { dehydrate, QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => void vi.resetModules())

/** What a page brings along: one query, read by the server. */
function arriving(key: string) {
  const server = new QueryClient()
  server.setQueryData([key], 'as the server read it')
  return dehydrate(server)
}

test('nothing changes what the page is drawn from before the page stands', async () => {
  const { whenScreenStands, screenArrived } = await import('./screen-arrival')
  const begin = vi.fn()
  const calledOff = vi.fn()
  whenScreenStands(begin)
  whenScreenStands(calledOff)()
  expect(begin).not.toHaveBeenCalled()
  screenArrived(new QueryClient(), arriving('list'))
  expect(begin).toHaveBeenCalledOnce()
  expect(calledOff).not.toHaveBeenCalled()
  const late = vi.fn()
  whenScreenStands(late)
  expect(late).toHaveBeenCalledOnce()
})

test('what a later page brings is fetched again: no message since it was read can have refreshed it', async () => {
  const { screenArrived } = await import('./screen-arrival')
  const client = new QueryClient()
  for (const key of ['list', 'other']) client.setQueryData([key], 'as the server read it')
  screenArrived(client, arriving('list'))
  expect(client.getQueryState(['list'])?.isInvalidated).toBe(false)
  screenArrived(client, arriving('list'))
  expect(client.getQueryState(['list'])?.isInvalidated).toBe(true)
  expect(client.getQueryState(['other'])?.isInvalidated).toBe(false)
})
