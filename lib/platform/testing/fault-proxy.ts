import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** `pass`: as if it were not there. `silent`: connections stay open and nothing moves. `refuse`: nobody is there. */
export type Fault = 'pass' | 'silent' | 'refuse'

/** Sees what passes, and on which connection; true = this is held back and never arrives. */
export type Watch = (bytes: Buffer, direction: 'sent' | 'answered', connection: object) => boolean

/** A connection through the proxy. `isDead`: it stays open, and nothing moves on it any more. */
interface Pair {
  ends: [Socket, Socket]
  isDead: boolean
}

/** A TCP proxy before a real server, which misbehaves on demand. */
export async function startFaultProxy(target: { host: string; port: number }, watch?: Watch) {
  let fault: Fault = 'pass'
  const pairs = new Set<Pair>()
  const server = createServer((socket) => {
    const upstream = connect(target)
    const pair: Pair = { ends: [socket, upstream], isDead: false }
    pairs.add(pair)
    const isSilent = () => fault === 'silent' || pair.isDead
    for (const [from, to] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      from.on('data', (bytes) => {
        if (fault !== 'pass' || pair.isDead) return
        if (!watch?.(bytes, from === socket ? 'sent' : 'answered', pair)) to.write(bytes)
      })
      from.on('close', () => {
        if (!isSilent()) to.destroy()
        if (socket.destroyed && upstream.destroyed) pairs.delete(pair)
      })
      from.on('error', () => {})
    }
    if (fault === 'refuse') cut()
  })
  const cut = () => {
    for (const { ends } of pairs) for (const end of ends) end.destroy()
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
    /** Half-open: what is connected now stays so and hears nothing more; who connects anew is served. */
    killSilently: () => {
      for (const pair of pairs) pair.isDead = true
    },
    stop: () => {
      cut()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
