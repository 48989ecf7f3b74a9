// The load generator, in a process of its own: keep-alive connections over bare sockets and requests that were built and
// signed beforehand, so that it takes as little as possible of the cores that it shares with what it measures.
import { createHmac, randomUUID } from 'node:crypto'
import { connect } from 'node:net'

/** A body of 1.8 KB, as Popp sends them, of an event that was never sent before. */
export function deliveryBody(poppOrganizationId) {
  const screeningQuestionsOutcome = Array.from({ length: 6 }, (_, index) => ({
    questionOutcome: index % 2 ? 'PASSED' : 'FAILED',
    screeningQuestion: `Question ${index}: do you hold a licence that is valid in this country?`,
    responseSummary: 'The candidate holds the licence and has driven with it for several years in the same region.',
  }))
  const body = {
    event: 'CONVERSATION_COMPLETED',
    eventId: randomUUID(),
    eventTimestamp: new Date().toISOString(),
    data: {
      recordId: `conv_${randomUUID()}`,
      organizationId: poppOrganizationId,
      conversationStatus: 'COMPLETED_SCREENING_PASSED',
      scorecardTotalValue: 42,
      participantFirstName: 'Amara',
      participantLastName: 'Okafor',
      screeningQuestionsOutcome,
    },
  }
  return Buffer.from(JSON.stringify(body))
}

function signedRequest({ endpointId, poppOrganizationId, secret }) {
  const body = deliveryBody(poppOrganizationId)
  const head = [
    `POST /api/webhooks/popp/${endpointId} HTTP/1.1`,
    'Host: bench',
    'Content-Type: application/json',
    `X-Signature: ${createHmac('sha256', secret).update(body).digest('hex')}`,
    `Content-Length: ${body.length}`,
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}

const RETRY_MS = 50

/**
 * Sends all requests over so many connections, one at a time on each; one that is answered 503 is sent again, as Popp
 * would. Rejects at any other answer than these and 200.
 */
async function send({ port, connections, requests }) {
  const latenciesMs = []
  let retries = 0
  const take = () => requests.pop()
  const again = (bytes) => {
    retries += 1
    requests.push(bytes)
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, () => useConnection(port, { take, again }, latenciesMs)))
  const seconds = (performance.now() - startedAt) / 1000
  latenciesMs.sort((a, b) => a - b)
  const p99Ms = latenciesMs[Math.floor(latenciesMs.length * 0.99)]
  return { perSecond: latenciesMs.length / seconds, p99Ms, retries }
}

function useConnection(port, { take, again }, latenciesMs) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let sentAt = 0
    let received = ''
    let bytes
    const next = () => {
      bytes = take()
      if (!bytes) {
        socket.end()
        return resolve()
      }
      sentAt = performance.now()
      socket.write(bytes)
    }
    socket.setEncoding('latin1')
    socket.on('connect', next)
    socket.on('data', (text) => {
      received += text
      if (!isWhole(received)) return
      const status = received.slice(9, 12)
      if (status !== '200' && status !== '503') return reject(new Error(received))
      received = ''
      if (status === '503') {
        again(bytes)
        return setTimeout(next, RETRY_MS)
      }
      latenciesMs.push(performance.now() - sentAt)
      next()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed the connection')))
  })
}

/** Our server says how long the answer is; Next sends chunks. */
function isWhole(received) {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(received)
  return length ? received.length >= end + 4 + Number(length[1]) : received.endsWith('\r\n0\r\n\r\n')
}

/** As a process: prepares a job, says so, begins when told, answers with the figures. */
export function serveJobs(prepare, run) {
  let job
  process.on('message', async (message) => {
    if (message.job) {
      job = await prepare(message.job)
      process.send({ prepared: true })
    } else {
      const result = await run(job).catch((error) => ({ error: error.message }))
      process.send({ result })
    }
  })
}

if (process.argv[1] === import.meta.filename) {
  serveJobs((job) => ({ ...job, requests: Array.from({ length: job.count }, () => signedRequest(job.endpoint)) }), send)
}
