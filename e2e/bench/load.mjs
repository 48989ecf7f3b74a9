// The load generator, in a process of its own: keep-alive connections over bare sockets and requests that were built and
// signed beforehand, so that it takes as little as possible of the cores that it shares with what it measures.
import { createHmac, randomUUID } from 'node:crypto'
import { connect } from 'node:net'

/** @param {{ poppOrganizationId: string }} target */
export function deliveryBody({ poppOrganizationId }) {
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
      screeningQuestionsOutcome: Array.from({ length: 6 }, (_, index) => ({
        questionOutcome: index % 2 ? 'PASSED' : 'FAILED',
        screeningQuestion: `Question ${index}: do you hold a licence that is valid in this country?`,
        responseSummary: 'The candidate holds the licence and has driven with it for several years in the same region.',
      })),
    },
  }
  return Buffer.from(JSON.stringify(body))
}

/** @param {{ host: string, path: string, secret: string, poppOrganizationId: string }} target */
function request(target) {
  const body = deliveryBody(target)
  const signature = createHmac('sha256', target.secret).update(body).digest('hex')
  const head = [
    `POST ${target.path} HTTP/1.1`,
    `Host: ${target.host}`,
    'Content-Type: application/json',
    `X-Signature: ${signature}`,
    `Content-Length: ${body.length}`,
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}

/** Sends all requests over `connections` sockets, one at a time each. Rejects at the first answer that is not 200. */
export async function send(port, connections, requests) {
  const latencies = []
  let next = 0
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, () => oneConnection(port, () => requests[next++], latencies)))
  const seconds = (performance.now() - startedAt) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN
  return { count: latencies.length, seconds, perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99) }
}

function oneConnection(port, take, latencies) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let sentAt = 0
    let received = ''
    const sendNext = () => {
      const bytes = take()
      if (!bytes) return void (socket.end(), resolve())
      sentAt = performance.now()
      socket.write(bytes)
    }
    socket.setEncoding('latin1')
    socket.on('connect', sendNext)
    socket.on('data', (text) => {
      received += text
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      if (!isWhole(received, end)) return
      if (!received.startsWith('HTTP/1.1 200 ')) return void reject(new Error(received))
      received = ''
      latencies.push(performance.now() - sentAt)
      sendNext()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed the connection')))
  })
}

/** Our server says how long the answer is; Next sends chunks. */
function isWhole(received, end) {
  const length = /\r\ncontent-length: (\d+)/i.exec(received)
  return length ? received.length >= end + 4 + Number(length[1]) : received.endsWith('\r\n0\r\n\r\n')
}

// Run as a process: reads one job from its parent, answers when everything is prepared, starts when told.
process.on('message', async (message) => {
  if (message.job) {
    const { target, count } = message.job
    job = { ...message.job, requests: Array.from({ length: count }, () => request(target)) }
    process.send({ prepared: true })
  }
  if (message.start) {
    const result = await send(job.port, job.connections, job.requests).catch((error) => ({ error: String(error) }))
    process.send({ result })
  }
})
let job
