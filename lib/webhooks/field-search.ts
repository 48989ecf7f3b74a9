import { z } from 'zod'
import type { PayloadField } from '@/lib/popp/payload-fields'

/** A payload field by its exact value. The value may be personal: it travels in a header and stands in no address. */
export const fieldSearch = z.object({
  path: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\s=]+$/, 'A path has neither spaces nor "=": data.externalId'),
  value: z.string().min(1).max(1_000),
})
export type FieldSearch = z.infer<typeof fieldSearch>

/** `data.externalId = ats-1001`, with or without spaces or quotes. A record id may end in "=": a path has a dot, or a space. */
const TYPED = /^\s*([^\s=]+)(\s*)=\s*(.+?)\s*$/s

/** What somebody typed, if it names a field and its value. */
export function parseFieldSearch(text: string): FieldSearch | null {
  const [, path = '', space = '', typed = ''] = TYPED.exec(text) ?? []
  if (!path.includes('.') && space === '') return null
  const read = fieldSearch.safeParse({ path, value: /^"(.+)"$/s.exec(typed)?.[1] ?? typed })
  return read.success ? read.data : null
}

/** As it is typed. The value is quoted where it would otherwise not be read back. */
export const fieldSearchText = ({ path, value }: FieldSearch) =>
  `${path} = ${value.trim() === value && !/^".+"$/s.test(value) ? value : `"${value}"`}`

/** The texts under which the value may stand in a body: 7.50 finds the number 7.5, too. */
export const textsOf = (value: string): string[] => [
  ...new Set([value, ...(value.trim() !== '' && Number.isFinite(Number(value)) ? [String(Number(value))] : [])]),
]

/** Whether one of a body's fields is the one that is looked for. */
export function hasField(fields: readonly PayloadField[], { path, value }: FieldSearch): boolean {
  const texts = textsOf(value)
  return fields.some((field) => field.path === path && texts.includes(field.text))
}
