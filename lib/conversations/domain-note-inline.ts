import { type Inline, isSafeHref, MENTION } from './domain-note-text'

/** Deeper emphasis stays as typed. */
const DEPTH_MAX = 8
/** So many marks may wait to be closed; what opens beyond them is text. Looking for one is so never long. */
const WAITING_MAX = 100

// Each is tried where its first character stands, and none can look further than its own length: the whole is linear.
const LINK = /\[([^[\]\n]{1,500})\]\(((?:[^\s()]|\([^\s()]*\)){1,2000})\)/y
const ADDRESS = /https?:\/\/[^\s<>"`]{1,2000}/iy
const MARKS = /\*+|_+/y
const ESCAPABLE = /[!-/:-@[-`{-~]/
const SPACE = /^\s?$/
const PUNCTUATION = /[\p{P}\p{S}]/u

/** An opening mark that waits for its closing one. */
interface Waiting {
  mark: string
  count: number
  /** Where in `out` its text stands. */
  at: number
}

/**
 * Reads bold, italic, code, links and mentions out of a paragraph. What is none of these, or does not close, is text: every
 * character that was typed is shown, whatever it is.
 */
export function parseInline(source: string): Inline[] {
  const reader = new InlineReader(source)
  while (reader.at < source.length) reader.step()
  return reader.finish()
}

class InlineReader {
  at = 0
  private text = ''
  private readonly out: Inline[] = []
  private readonly depth = new Map<Inline, number>()
  private waiting: Waiting[] = []
  /** From here on no run of so many backticks closes a code span. */
  private readonly unclosed = new Map<number, number>()

  constructor(private readonly source: string) {}

  step(): void {
    const char = this.source[this.at]!
    const taken =
      (char === '\\' && this.escape()) ||
      (char === '`' && this.code()) ||
      (char === '@' && this.mention()) ||
      (char === '[' && this.link()) ||
      ((char === 'h' || char === 'H') && this.address()) ||
      ((char === '*' || char === '_') && this.marks())
    if (!taken) this.take(char, 1)
  }

  finish(): Inline[] {
    this.flush()
    return merged(this.out)
  }

  private take(text: string, length: number): true {
    this.text += text
    this.at += length
    return true
  }

  private push(piece: Inline, length: number): true {
    this.flush()
    this.out.push(piece)
    this.at += length
    return true
  }

  private flush() {
    if (this.text) this.out.push({ kind: 'text', text: this.text })
    this.text = ''
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    return pattern.exec(this.source)
  }

  private escape(): boolean {
    const next = this.source[this.at + 1]
    return next !== undefined && ESCAPABLE.test(next) && this.take(next, 2)
  }

  private code(): boolean {
    const ticks = runLength(this.source, this.at)
    if ((this.unclosed.get(ticks) ?? Number.POSITIVE_INFINITY) <= this.at) return this.take('`'.repeat(ticks), ticks)
    for (let end = this.at + ticks; ; ) {
      end = this.source.indexOf('`', end)
      if (end < 0) {
        this.unclosed.set(ticks, this.at)
        return this.take('`'.repeat(ticks), ticks)
      }
      const length = runLength(this.source, end)
      if (length === ticks) {
        const text = this.source.slice(this.at + ticks, end)
        return this.push({ kind: 'code', text: trimOne(text) }, end + ticks - this.at)
      }
      end += length
    }
  }

  private mention(): boolean {
    const found = this.match(MENTION)
    if (!found) return false
    return this.push({ kind: 'mention', name: found[1]!, memberId: found[2]!.toLowerCase() }, found[0].length)
  }

  private link(): boolean {
    const found = this.match(LINK)
    if (!found || !isSafeHref(found[2]!)) return false
    return this.push({ kind: 'link', href: found[2]!, text: found[1]! }, found[0].length)
  }

  private address(): boolean {
    if (/\w/.test(this.source[this.at - 1] ?? '')) return false
    const found = this.match(ADDRESS)
    const href = found && withoutTail(found[0])
    return !!href && isSafeHref(href) && this.push({ kind: 'link', href, text: href }, href.length)
  }

  /** A run of * or _: closes what waits, else waits itself, else is text. More than three are an ornament. */
  private marks(): boolean {
    const run = this.match(MARKS)![0]
    const { opens, closes } = flanks(this.source, this.at, run)
    if (run.length > 3 || !(opens || closes)) return this.take(run, run.length)
    this.at += run.length
    let left = run.length
    while (closes && left > 0) {
      const used = this.close(run[0]!, left)
      if (used === 0) break
      left -= used
    }
    if (left === 0) return true
    this.flush()
    if (opens && this.waiting.length < WAITING_MAX)
      this.waiting.push({ mark: run[0]!, count: left, at: this.out.length })
    this.out.push({ kind: 'text', text: run.slice(0, left) })
    return true
  }

  /** Closes one waiting mark: one sign with one, two with two, three with either. @returns how many signs it used */
  private close(mark: string, count: number): number {
    const index = this.waiting.findLastIndex(
      (one) => one.mark === mark && (one.count === count || one.count === 3 || count === 3),
    )
    const open = this.waiting[index]
    if (!open) return 0
    const used = Math.min(open.count, count, 2)
    this.flush()
    const children = this.out.slice(open.at + 1)
    const depth = 1 + children.reduce((most, child) => Math.max(most, this.depth.get(child) ?? 0), 0)
    // What waits inside can no longer close: marks do not cross.
    this.waiting.length = index
    if (depth > DEPTH_MAX) return 0
    this.out.length = open.at
    const left = open.count - used
    if (left > 0) {
      this.waiting.push({ ...open, count: left })
      this.out.push({ kind: 'text', text: mark.repeat(left) })
    }
    const piece: Inline = { kind: used === 2 ? 'strong' : 'emphasis', children: merged(children) }
    this.depth.set(piece, depth)
    this.out.push(piece)
    return used
  }
}

/** As in CommonMark: a mark opens before a word and closes after one; _ does neither inside a word (snake_case). */
function flanks(source: string, at: number, run: string) {
  const before = source[at - 1] ?? ''
  const after = source[at + run.length] ?? ''
  const left = !SPACE.test(after) && (!PUNCTUATION.test(after) || SPACE.test(before) || PUNCTUATION.test(before))
  const right = !SPACE.test(before) && (!PUNCTUATION.test(before) || SPACE.test(after) || PUNCTUATION.test(after))
  if (run[0] === '*') return { opens: left, closes: right }
  return { opens: left && (!right || PUNCTUATION.test(before)), closes: right && (!left || PUNCTUATION.test(after)) }
}

/** An address ends before the punctuation of its sentence, and before a bracket that was opened outside it. */
function withoutTail(address: string): string {
  const tail = address.includes('(') ? /[.,;:!?'*_~\]]/ : /[.,;:!?'*_~)\]]/
  let end = address.length
  while (end > 0 && tail.test(address[end - 1]!)) end--
  return address.slice(0, end)
}

function runLength(source: string, at: number): number {
  let end = at
  while (source[end] === source[at]) end++
  return end - at
}

/** `` ` `` around a backtick needs a space on both sides, which is not part of it. */
const trimOne = (text: string) => (/^ .*[^ ].* $/s.test(text) ? text.slice(1, -1) : text)

function merged(pieces: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (piece.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + piece.text }
    else out.push(piece)
  }
  return out
}
