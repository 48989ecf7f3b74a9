import net from 'node:net'

/** Null when the address can be listened on, else the reason as an error code (EADDRINUSE, EACCES, EADDRNOTAVAIL …). */
export function whyNotFree(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', (error) => resolve(error.code))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })
}

/**
 * The first free port from `start` on. The range lies below the ports that the system hands out to outgoing connections,
 * so that a port chosen once is still free at the next start.
 */
export async function firstFreePort(start, host = '127.0.0.1') {
  for (let port = start; port < start + 500; port++) if ((await whyNotFree(port, host)) === null) return port
  throw new Error(`no free port between ${start} and ${start + 500}`)
}
