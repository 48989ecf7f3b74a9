import type { Mention } from './event'
import { type JsonObject, own, readId } from './json'

/** Turns a stated value into ours: null = stated as none, undefined = not usable. */
type Reader<T> = (value: unknown) => T | null | undefined

/** Reads the fields of one object and collects what had to be dropped. */
export class MentionReader {
  readonly warnings: string[] = []

  constructor(private readonly data: JsonObject) {}

  /** The first field that holds something; null if none does and one is stated as null; undefined if none is there. */
  first<T>(fields: readonly string[], read: Reader<T>, expected: string): Mention<T> {
    let found: null | undefined
    for (const field of fields) {
      const value = own(this.data, field)
      if (value === undefined) continue
      const usable = value === null ? null : read(value)
      if (usable === undefined) this.warnings.push(`data.${field}: expected ${expected}, got ${kindOfValue(value)}`)
      else if (usable === null) found = null
      else return usable
    }
    return found
  }

  one<T>(field: string, read: Reader<T>, expected: string): Mention<T> {
    return this.first([field], read, expected)
  }
}

export function kindOfValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `another ${typeof value}`
}

/** A blank text says no more than null. */
export const text: Reader<string> = (value) => {
  if (typeof value !== 'string') return undefined
  return value.trim() === '' ? null : value
}

export const id: Reader<string> = (value) => (typeof value === 'string' ? text(value) : (readId(value) ?? undefined))

const NUMERIC = /^[+-]?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,3})?$/i

/** A finite number or a text that spells one. Without -0, which is equal to 0 and yet not the same. */
export const finiteNumber: Reader<number> = (value) => {
  if (text(value) === null) return null
  const number = typeof value === 'string' && NUMERIC.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number + 0 : undefined
}
