import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** `pass`: as if it were not there. `silent`: connections stay open and nothing moves. `refuse`: nobody is there. */
export type Fault = 'pass' | 'silent' | 'refuse'

/** A TCP proxy before a real server, which misbehaves on demand. */
export async function startFaultProxy(target: { host: string; port: number }) {
  let fault: Fault = 'pass'
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const upstream = connect(target)
    sockets.add(upstream)
    for (const [from, to] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      from.on('data', (bytes) => fault === 'pass' && to.write(bytes))
      from.on('close', () => {
        sockets.delete(from)
        if (fault !== 'silent') to.destroy()
      })
      from.on('error', () => {})
    }
    if (fault === 'refuse') cut()
  })
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    set: (next: Fault) => {
      // A connection that was silenced has lost bytes: it never works again.
      if (fault === 'silent' || next === 'refuse') cut()
      fault = next
    },
    cut,
    stop: () => {
      cut()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
