import { isObject, parseJson } from '@/lib/popp/json'

/** More structure than this tells nobody anything, and a hostile body has more. */
const LINES_MAX = 400
const DEPTH_MAX = 16
const KEY_MAX = 100
/** Codes and opaque ids that the delivery shows anyway. Only where they look like one: a hostile body writes words there. */
const SHOWN = new Set([
  'event',
  'eventId',
  'eventTimestamp',
  'data.recordId',
  'data.organizationId',
  'data.conversationStatus',
])
const CODE = /^[\w.:~-]{1,200}$/

/**
 * A body's structure, each value replaced by what kind it is and how long: what one may see who may not read what is said of
 * a person. Null = it is no JSON, so nothing of it can be told apart. Never throws.
 */
export function maskedBody(bytes: Uint8Array): string | null {
  const parsed = parseJson(bytes)
  if (!parsed.ok) return null
  const lines: string[] = []
  write(lines, parsed.value, { path: '', indent: 0, before: '', after: '' })
  return lines.length > LINES_MAX ? [...lines.slice(0, LINES_MAX), '…'].join('\n') : lines.join('\n')
}

interface Place {
  path: string
  indent: number
  /** Of the line: the key. */
  before: string
  after: string
}

function write(lines: string[], value: unknown, place: Place): void {
  const { indent, before, after } = place
  const line = (text: string) => lines.push(`${'  '.repeat(indent)}${text}`)
  if (lines.length > LINES_MAX) return
  if (typeof value !== 'object' || value === null) return void line(`${before}${masked(value, place.path)}${after}`)
  const [open, close] = isObject(value) ? '{}' : '[]'
  const children = childrenOf(value, place.path)
  if (children.length === 0) return void line(`${before}${open}${close}${after}`)
  if (indent >= DEPTH_MAX) return void line(`${before}${open} … ${close}${after}`)
  line(`${before}${open}`)
  for (const [index, child] of children.entries())
    write(lines, child.value, { ...child, indent: indent + 1, after: index < children.length - 1 ? ',' : '' })
  line(`${close}${after}`)
}

/** No more than can be shown: a list may have a million places. */
const childrenOf = (parent: object, path: string) =>
  isObject(parent)
    ? Object.entries(parent)
        .slice(0, LINES_MAX)
        .map(([key, value]) => ({
          value,
          path: path ? `${path}.${key}` : key,
          before: `${JSON.stringify(key.length > KEY_MAX ? `${key.slice(0, KEY_MAX)}…` : key)}: `,
        }))
    : (parent as unknown[]).slice(0, LINES_MAX).map((value) => ({ value, path: `${path}[]`, before: '' }))

function masked(value: unknown, path: string): string {
  if (typeof value === 'string' && SHOWN.has(path) && CODE.test(value)) return JSON.stringify(value)
  if (typeof value === 'string') return value.length === 1 ? '‹1 character›' : `‹${value.length} characters›`
  if (value === null) return 'null'
  return typeof value === 'number' ? '‹number›' : '‹true or false›'
}
