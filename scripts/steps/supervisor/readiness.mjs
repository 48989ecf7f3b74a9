import { setTimeout as sleep } from 'node:timers/promises'
import { StepFailure } from '../failure.mjs'
import { localUrl } from './web-address.mjs'

const TIMEOUT_MS = 120_000
const PAUSE_MS = 50
const ANSWER_MS = 30_000

/** Waits until the product says that it works: database, migrations and, where this start runs it, the worker. */
export async function untilReady(configuration, group, say) {
  if (configuration.role === 'worker') return group.ready('worker')
  const url = `${localUrl(configuration)}/api/health/${configuration.role === 'web' ? 'live' : 'ready'}`
  const deadline = Date.now() + TIMEOUT_MS
  let last = 'no answer'
  while (Date.now() < deadline) {
    const answer = await ask(url)
    if (answer.ok) return
    last = answer.why
    say(last)
    await sleep(PAUSE_MS)
  }
  throw new StepFailure(`The product did not become ready within ${TIMEOUT_MS / 1000} s`, {
    tail: [last],
    todo: 'Look at the logs of web and worker.',
  })
}

async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' })
    const body = await response.text()
    return response.ok ? { ok: true } : { ok: false, why: `${response.status} ${body.slice(0, 300)}` }
  } catch (error) {
    return { ok: false, why: error.cause?.code === 'ECONNREFUSED' ? 'waiting for the web server' : error.message }
  }
}
