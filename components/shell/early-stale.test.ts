import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { PATIENT } from '@/lib/platform/testing/patience'
import { refetchEarlyStale } from './early-stale'

/** A query on screen whose answers a test gives. */
function onScreen(client: QueryClient) {
  const answers: ((data: string) => void)[] = []
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve))
  const stop = new QueryObserver(client, { queryKey: ['detail'], queryFn }).subscribe(() => {})
  const asked = (count: number) => vi.waitFor(() => expect(answers).toHaveLength(count), PATIENT)
  return { answers, asked, stop }
}

test('what changed while the first answer was on its way is asked for again, once', async () => {
  const client = new QueryClient()
  refetchEarlyStale(client)
  const { answers, asked, stop } = onScreen(client)
  await asked(1)
  void client.invalidateQueries({ queryKey: ['detail'] })
  void client.invalidateQueries({ queryKey: ['detail'] })
  answers[0]!('read before the change')
  await asked(2)
  answers[1]!('read after it')
  await vi.waitFor(() => expect(client.getQueryData(['detail'])).toBe('read after it'), PATIENT)
  expect([answers.length, client.isFetching()]).toEqual([2, 0])
  stop()
  client.clear()
})

test('a first answer during which nothing changed is not asked for again', async () => {
  const client = new QueryClient()
  refetchEarlyStale(client)
  const { answers, asked, stop } = onScreen(client)
  await asked(1)
  answers[0]!('the truth')
  await vi.waitFor(() => expect(client.getQueryData(['detail'])).toBe('the truth'), PATIENT)
  expect([answers.length, client.isFetching()]).toEqual([1, 0])
  stop()
  client.clear()
})
