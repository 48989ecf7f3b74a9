import { connect } from 'node:net'

const MEBIBYTE = 1024 * 1024

/** Writes this much of a request and waits for the status of the answer. */
export function statusOf(port: number, head: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(head))
    socket.once('data', (data) => {
      resolve(Number(String(data).split(' ')[1]))
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

/** Sends a body without end, as fast as it is taken; resolves when the server has closed the connection. */
export function pourEndlessly(port: number, endpointId: string): Promise<{ status: number; sentBytes: number }> {
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')])
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let sentBytes = 0
    let received = ''
    const pour = () => {
      while (!socket.destroyed && sentBytes < 256 * MEBIBYTE) {
        sentBytes += chunk.length
        if (!socket.write(chunk)) return void socket.once('drain', pour)
      }
    }
    socket.write(
      `POST /api/webhooks/popp/${endpointId} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    pour()
    socket.on('data', (data) => {
      received += data
    })
    socket.on('error', () => {})
    socket.on('close', () =>
      received ? resolve({ status: Number(received.split(' ')[1]), sentBytes }) : reject(new Error('no answer')),
    )
  })
}
