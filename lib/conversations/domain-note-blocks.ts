import { parseInline } from './domain-note-inline'
import type { Block, ListItem } from './domain-note-text'

/** Quotes and lists inside each other: deeper ones stay as typed. */
const DEPTH_MAX = 6

const FENCE = /^ {0,3}(`{3,})([^`]*)$/
const QUOTE = /^ {0,3}> ?/
const ITEM = /^( {0,3})(?:([-*+])|(\d{1,9})[.)])( {1,4})(?=\S)/
/** As in CommonMark: in the middle of a paragraph only "1." begins a list, or "… in\n1990. …" would. */
const INTERRUPTS = /^ {0,3}(?:[-*+]|1[.)]) {1,4}\S/

/**
 * A note as blocks: paragraphs, quotes, lists, code. A small part of Markdown, on purpose: no headings, tables, pictures
 * or HTML; those stand as they were typed. One reading for both sides, so that whoever is highlighted was notified.
 *
 * Why not a library (36 hostile texts of 10,000 characters, slowest; bytes minified and gzipped):
 * | this | 9 ms | 2 KB |
 * | markdown-to-jsx 9.10.6, its parser alone | 32 ms | 26 KB | loses what was typed: definitions, HTML, front matter |
 * | marked 18.2.1 | 83 ms, stack overflow on ">>>>…" | 15 KB |
 * | mdast-util-from-markdown 2.0.2 (under react-markdown) | 1,050 ms | 16 KB |
 */
export const parseNote = (body: string): Block[] => parseLines(body.replace(/\r\n?/g, '\n').split('\n'), 0)

function parseLines(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    if (isBlank(lines[at])) at++
    else {
      const { block, end } = blockAt(lines, at, depth)
      blocks.push(block)
      at = end
    }
  }
  return blocks
}

interface Found {
  block: Block
  /** The line after it. */
  end: number
}

const blockAt = (lines: readonly string[], at: number, depth: number): Found =>
  codeAt(lines, at) ??
  (depth < DEPTH_MAX ? (quoteAt(lines, at, depth) ?? listAt(lines, at, depth)) : null) ??
  paragraphAt(lines, at, depth)

/** To the closing fence, or to the end of what it stands in. */
function codeAt(lines: readonly string[], at: number): Found | null {
  const fence = FENCE.exec(lines[at]!)
  if (!fence) return null
  let end = at + 1
  while (end < lines.length && !closes(lines[end]!, fence[1]!)) end++
  const text = lines.slice(at + 1, end).join('\n')
  return { block: { kind: 'code', language: fence[2]!.trim(), text }, end: end + 1 }
}

const closes = (line: string, fence: string) => line.trim().startsWith(fence) && /^`+$/.test(line.trim())

function quoteAt(lines: readonly string[], at: number, depth: number): Found | null {
  let end = at
  while (end < lines.length && QUOTE.test(lines[end]!)) end++
  if (end === at) return null
  const quoted = lines.slice(at, end).map((line) => line.replace(QUOTE, ''))
  return { block: { kind: 'quote', children: parseLines(quoted, depth + 1) }, end }
}

function listAt(lines: readonly string[], at: number, depth: number): Found | null {
  const items: ListItem[] = []
  let end = at
  for (let next = at; next < lines.length; next = afterBlanks(lines, end)) {
    const marker = ITEM.exec(lines[next]!)
    if (!marker || (items[0] && kindOf(marker) !== kindOf(ITEM.exec(lines[at]!)!))) break
    end = endOfItem(lines, next, marker[0].length)
    const inner = lines.slice(next, end).map((line) => line.replace(/^ */, (space) => space.slice(marker[0].length)))
    inner[0] = lines[next]!.slice(marker[0].length)
    items.push({ number: marker[3] ? Number(marker[3]) : null, blocks: parseLines(inner, depth + 1) })
  }
  return items.length > 0 ? { block: { kind: 'list', items }, end } : null
}

/** A bullet, or a number: items of one list have the same. */
const kindOf = (marker: RegExpExecArray) => marker[2] ?? '1'

/** An item goes on over lines that are indented, and over plain ones right after its first. */
function endOfItem(lines: readonly string[], at: number, indent: number): number {
  const inside = ' '.repeat(Math.min(indent, 2))
  let end = at + 1
  for (; end < lines.length; end++) {
    const line = lines[end]!
    if (isBlank(line)) {
      const next = afterBlanks(lines, end)
      if (!lines[next]?.startsWith(inside)) break
      end = next
    } else if (!line.startsWith(inside) && (ITEM.test(line) || beginsBlock(line) || isBlank(lines[end - 1]))) break
  }
  return end
}

function paragraphAt(lines: readonly string[], at: number, depth: number): Found {
  let end = at + 1
  while (end < lines.length && !isBlank(lines[end]) && !(depth < DEPTH_MAX && beginsBlock(lines[end]!))) end++
  return { block: { kind: 'paragraph', children: parseInline(lines.slice(at, end).join('\n')) }, end }
}

const beginsBlock = (line: string) => FENCE.test(line) || QUOTE.test(line) || INTERRUPTS.test(line)

const isBlank = (line: string | undefined) => line !== undefined && line.trim() === ''

function afterBlanks(lines: readonly string[], at: number): number {
  let next = at
  while (isBlank(lines[next])) next++
  return next
}
