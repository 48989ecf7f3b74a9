import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { env } from '../env'

/** This machine, private networks, link-local with the clouds' metadata, carriers' inner networks, and what is no peer's. */
const INSIDE = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  // IPv4 in IPv6 that a gateway may translate back: 64:ff9b and 2002.
  ...['::/127', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16'],
]
const INNER_NAME = /(^|\.)(localhost|local|internal)\.?$/

const inside = new BlockList()
for (const range of INSIDE) {
  const [net, bits] = range.split('/') as [string, string]
  inside.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4')
}

/** IPv4 within IPv6 (`::ffff:10.0.0.1`) is judged as IPv4. */
const isInside = (address: string) => inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Of a parsed URL, which has brought all spellings of an address into one. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) ? isInside(bare) : INNER_NAME.test(bare)
}

/** Resolves a name as the connection will use it: one that leads inside is refused in the very moment of connecting. */
export const outsideLookup: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '')
    const outside = addresses.filter(({ address }) => !isInside(address))
    const [first] = outside
    if (!first) return done(Object.assign(new Error('the name leads inside'), { code: 'EPRIVATE' }), '')
    return options.all ? done(null, outside) : done(null, first.address, first.family)
  })

/**
 * How to connect to an address that an organization has chosen; null = not at all: it leads into the network of this desk,
 * which the organization has no business in. The demo's peers, and what whoever runs the desk allows, may be inside.
 */
export function outwardOptions(url: URL): { lookup?: LookupFunction } | null {
  const { DEMO, ALLOW_PRIVATE_ADDRESSES, POPP_API_BASE_URL } = env()
  if (DEMO || ALLOW_PRIVATE_ADDRESSES || url.origin === new URL(POPP_API_BASE_URL).origin) return {}
  return isPrivateHost(url.hostname) ? null : { lookup: outsideLookup }
}

export const PRIVATE_ADDRESS =
  'This address leads into the network of this desk. Whoever runs the desk can allow that: ALLOW_PRIVATE_ADDRESSES=1.'
