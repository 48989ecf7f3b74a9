import * as fixtures from '@/lib/popp/fixtures'
import { hostileEnvelopes, refusedBodies } from '@/lib/popp/hostile-bodies'
import { integer, pick, type Random } from '@/lib/popp/simulator/random'

/** Bodies that nobody would write, made from those that somebody does. For tests. */

const SHORTER_THAN = 20_000
const seeds: Buffer[] = [
  ...Object.values(fixtures).filter((fixture) => typeof fixture === 'string'),
  ...[...hostileEnvelopes, ...refusedBodies].map(({ bytes }) => bytes),
]
  .map((body) => Buffer.from(body))
  // Ten thousand long ones would measure the network.
  .filter(({ byteLength }) => byteLength < SHORTER_THAN)

const PLACES = ['event', 'eventId', 'eventTimestamp', 'data', 'recordId', 'organizationId', 'conversationStatus', 'x']
const VALUES = [
  'null',
  '1e999',
  '-0',
  '"\\u0000"',
  '"\\ud800"',
  '[[]]',
  '{"__proto__":1}',
  '"2026-02-30T25:61:00Z"',
  'true',
]

type Mutation = (body: Buffer, random: Random) => Buffer

const at = (body: Buffer, random: Random) => integer(random, 0, Math.max(0, body.length - 1))

const mutations: Mutation[] = [
  // A bit, a byte, a piece less, a piece twice.
  (body, random) => changed(body, at(body, random), (byte) => byte ^ (1 << integer(random, 0, 7))),
  (body, random) => changed(body, at(body, random), () => integer(random, 0, 255)),
  (body, random) => body.subarray(0, at(body, random)),
  (body, random) => {
    const [from, to] = [at(body, random), at(body, random)].sort((a, b) => a - b) as [number, number]
    return Buffer.concat([body.subarray(0, to), body.subarray(from)])
  },
  // Two bodies sewn together.
  (body, random) => {
    const other = pick(random, seeds)
    return Buffer.concat([body.subarray(0, at(body, random)), other.subarray(at(other, random))])
  },
  // A member of a strange value, or one twice.
  (body, random) => {
    const brace = body.indexOf('{', integer(random, 0, Math.max(0, body.length >> 1)))
    if (brace < 0) return body
    const member = `"${pick(random, PLACES)}":${pick(random, VALUES)},`
    return Buffer.concat([body.subarray(0, brace + 1), Buffer.from(member), body.subarray(brace + 1)])
  },
]

function changed(body: Buffer, place: number, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(body)
  if (copy.length > 0) copy[place] = change(copy[place] ?? 0)
  return copy
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** The same JSON with one strange value somewhere in it: still an event more often than not. */
function restructured(body: Buffer, random: Random): Buffer {
  const strange = pick<Json>(random, [
    null,
    [],
    {},
    -1,
    1e21,
    true,
    '',
    'x'.repeat(5_000),
    '\u202e\ufeff',
    [[{ a: null }]],
  ])
  const replace = (value: Json): Json => {
    if (value === null || typeof value !== 'object') return random() < 0.3 ? strange : value
    if (Array.isArray(value)) return value.map(replace)
    const names = Object.keys(value)
    const chosen = pick(random, [...names, 'new'])
    return { ...value, [chosen]: replace(value[chosen] ?? strange) }
  }
  try {
    return Buffer.from(JSON.stringify(replace(JSON.parse(body.toString()))))
  } catch {
    return body
  }
}

/** Same random numbers, same body. Some are still valid. */
export function fuzzedBody(random: Random): Buffer {
  let body = pick(random, seeds)
  if (random() < 0.5) return restructured(body, random)
  for (let times = integer(random, 1, 4); times > 0; times--) body = pick(random, mutations)(body, random)
  return body
}
