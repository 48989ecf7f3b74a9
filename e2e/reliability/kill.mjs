// Kills every process of the running product again and again while Popp delivers, and then looks for what was lost or
// done twice. The supervisor starts what dies; when it was the supervisor that died, this starts it again.
//
//   node e2e/reliability/kill.mjs [--count 5000] [--seconds 40] [--port 4390]
//
// Exits with 1 when anything acknowledged is missing or anything was applied twice.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readJson } from '../../scripts/steps/files.mjs'
import { check } from './kill-check.mjs'
import { kill, startProduct, stopProduct, untilReady } from './kill-product.mjs'
import { deliverUntilAcknowledged, makeStory } from './kill-story.mjs'

/** Each once it works again and something is under way; more often than this the supervisor rightly takes longer pauses. */
const VICTIMS = [
  'web',
  'postgres',
  'worker',
  'supervisor',
  'postgres',
  'web',
  'worker',
  'postgres',
  'supervisor',
  'web',
]
const LONGEST_PAUSE_MS = 1_500
const GIVE_UP_MS = 300_000

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '40' },
    port: { type: 'string', default: '4390' },
  },
})
const [count, seconds, port] = [values.count, values.seconds, values.port].map(Number)
const run = randomBytes(4).toString('hex')
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'review-desk-kill-'))

let supervisor = await startProduct({ dataDir, port })
const acknowledged = new Map()
const refused = {}
const kills = {}
let attempts = 0
let isSending = true
try {
  const { endpointUrl, signingSecret, organizationId } = readJson(path.join(dataDir, 'demo.json'))
  const { deliveries, conversations } = makeStory({ count, poppOrganizationId: organizationId, run })
  console.log(`${count} deliveries over ${seconds} s, while processes are killed …`)
  const killing = killInTurn()
  await Promise.all(deliveries.map((delivery, index) => deliver({ endpointUrl, signingSecret }, delivery, index)))
  isSending = false
  await killing
  await untilReady(port, supervisor)
  const { databaseUrl } = readJson(path.join(dataDir, 'runtime.json'))
  report(await check({ databaseUrl, run, acknowledged, conversations }))
} finally {
  await stopProduct(supervisor)
  if (process.exitCode === 0) fs.rmSync(dataDir, { recursive: true, force: true })
}

/** Deliveries begin spread over the time, so that every kill hits some that are under way. */
async function deliver(endpoint, delivery, index) {
  await sleep((index / count) * seconds * 1000)
  const end = await deliverUntilAcknowledged(endpoint, delivery, Date.now() + GIVE_UP_MS)
  acknowledged.set(end.eventId, delivery.recordId)
  attempts += end.attempts
  for (const [why, times] of Object.entries(end.refused)) refused[why] = (refused[why] ?? 0) + times
}

async function killInTurn() {
  for (const victim of VICTIMS) {
    await untilReady(port, supervisor)
    await sleep(Math.random() * LONGEST_PAUSE_MS)
    if (!isSending || !kill(dataDir, victim)) continue
    kills[victim] = (kills[victim] ?? 0) + 1
    if (victim === 'supervisor') supervisor = await startProduct({ dataDir, port })
  }
}

function report(findings) {
  console.log(`kills:      ${JSON.stringify(kills)}`)
  console.log(`deliveries: ${count}, acknowledged events ${acknowledged.size}, attempts ${attempts}`)
  console.log(`not acknowledged at first: ${JSON.stringify(refused)}`)
  console.table(Object.entries(findings).map(([what, found]) => ({ what, found: found.length, first: found[0] ?? '' })))
  const isEveryoneKilled = ['web', 'worker', 'postgres', 'supervisor'].every((name) => kills[name] > 0)
  const isGood =
    isEveryoneKilled && acknowledged.size === count && Object.values(findings).every(({ length }) => length === 0)
  console.log(isGood ? 'Nothing was lost and nothing was done twice.' : `FAILED; data and logs are in ${dataDir}`)
  process.exitCode = isGood ? 0 : 1
}
