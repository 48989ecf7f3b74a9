import { setTimeout as sleep } from 'node:timers/promises'
import { StepFailure } from '../failure.mjs'
import { whyNotFree } from '../ports.mjs'

/** A killed process may look gone a moment before the kernel has closed its port: its threads end one by one. */
const CLOSING_MS = 1_000
const PAUSE_MS = 50

/** Refuses at once, by name, what the web server could not listen on after a minute of building. */
export async function checkAddress({ host, port }) {
  const reason = await whyStillNotFree(port, host)
  if (reason === null) return
  if (reason === 'EADDRINUSE')
    throw new StepFailure(`Port ${port} is already used by another program`, {
      todo: `End that program, or take another port: PORT=${port + 1} npm start`,
    })
  if (reason === 'EACCES')
    throw new StepFailure(`Port ${port} may not be used by this account`, {
      todo: 'Take one above 1023: PORT=3000 npm start',
    })
  throw new StepFailure(`HOST=${host} is no address of this machine (${reason})`, {
    todo: 'Correct HOST, or leave it out.',
  })
}

async function whyStillNotFree(port, host) {
  const deadline = Date.now() + CLOSING_MS
  for (;;) {
    const reason = await whyNotFree(port, host)
    if (reason !== 'EADDRINUSE' || Date.now() > deadline) return reason
    await sleep(PAUSE_MS)
  }
}

/** The address under which this machine reaches its own web server. */
export function localUrl({ host, port }) {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (host === '::') return `http://[::1]:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
