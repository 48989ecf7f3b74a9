import { createHash } from 'node:crypto'

/** The next number of a seeded sequence, 0 ≤ n < 1. Same seed, same sequence, on every machine. */
export type Random = () => number

/** mulberry32: 32 bits of state are plenty for choosing texts; ids come from `idFrom`, where collisions would matter. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A 32-bit seed that stands for a text, so that an organization always has the same history. */
export function seedFrom(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}

/** A sequence of its own for each label, so that story 7 stays the same however many stories surround it. */
export function randomFor(seed: number, label: string): Random {
  return mulberry32(seedFrom(`${seed}/${label}`))
}

/** 24 hexadecimal digits that depend on seed and label only: a repeated run is a repeated delivery. */
export function idFrom(seed: number, label: string): string {
  return createHash('sha256').update(`${seed}/${label}`).digest('hex').slice(0, 24)
}

/** The same as a UUID (version 8: made by our own rule). */
export function uuidFrom(seed: number, label: string): string {
  const hex = createHash('sha256').update(`${seed}/${label}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability
}

/** A whole number, both ends included. */
export function integer(random: Random, minimum: number, maximum: number): number {
  return minimum + Math.floor(random() * (maximum - minimum + 1))
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!
}

export function weighted<T extends { weight: number }>(random: Random, from: readonly T[]): T {
  let left = random() * from.reduce((sum, entry) => sum + entry.weight, 0)
  for (const entry of from) {
    left -= entry.weight
    if (left < 0) return entry
  }
  return from.at(-1)!
}
