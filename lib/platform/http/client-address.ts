import { isIPv6 } from 'node:net'

/** One home or server usually owns a whole /64: counting single IPv6 addresses would count nothing. */
const IPV6_GROUPS = 4

/**
 * Who is counted by rate limits: the IPv4 address or the IPv6 /64 that a request came from. Our server writes the
 * address it saw over `x-forwarded-for` before anything else runs, so the header's last entry can be trusted.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? ''
  return last ? addressGroup(last) : 'unknown'
}

export function addressGroup(address: string): string {
  const plain = address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
  return isIPv6(plain) ? `${expand(plain).slice(0, IPV6_GROUPS).join(':')}::/64` : plain
}

function expand(address: string): string[] {
  const [head = '', tail = ''] = address.replace(/%.*$/, '').toLowerCase().split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const missing = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0
  return [...left, ...Array<string>(missing).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''))
}
