import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNote } from './domain-note-blocks'
import { type Block, type Inline, isSafeHref, mentionedIn, mentionOf } from './domain-note-text'

const ANA = '01920000-0000-7000-8000-00000000000a'
const BO = '01920000-0000-7000-8000-00000000000b'

/** A note as short text: b() strong, i() emphasis, c() code, a(href|text) link, @name mention. */
const inline = (pieces: Inline[]): string =>
  pieces
    .map((piece) => {
      if ('text' in piece && piece.kind !== 'link') return piece.kind === 'code' ? `c(${piece.text})` : piece.text
      if (piece.kind === 'link') return `a(${piece.href}|${piece.text})`
      if (piece.kind === 'mention') return `@${piece.name}`
      return `${{ strong: 'b', emphasis: 'i' }[piece.kind]}(${inline(piece.children)})`
    })
    .join('')
const outline = (blocks: Block[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'paragraph') return `p ${inline(block.children)}`
      if (block.kind === 'code') return `pre${block.language && `(${block.language})`} ${block.text}`
      if (block.kind === 'quote') return `q[${outline(block.children)}]`
      return `l[${block.items.map((item) => `${item.number ?? '-'} ${outline(item.blocks)}`).join('; ')}]`
    })
    .join(' | ')
const read = (body: string) => outline(parseNote(body))

describe('what Markdown means', () => {
  test.each([
    ['plain text', 'p plain text'],
    ['one\ntwo', 'p one\ntwo'],
    ['one\r\ntwo\r\n\r\nthree', 'p one\ntwo | p three'],
    ['**bold** and *it* and _it_ and __bold__', 'p b(bold) and i(it) and i(it) and b(bold)'],
    ['***both***', 'p i(b(both))'],
    ['**a *b* c**', 'p b(a i(b) c)'],
    ['*foo**bar*', 'p i(foo**bar)'],
    ['`**not bold**` ``a`b``', 'p c(**not bold**) c(a`b)'],
    ['snake_case_word, 2 * 3 * 4, 5*6', 'p snake_case_word, 2 * 3 * 4, 5*6'],
    ['\\*as typed\\* C:\\dir', 'p *as typed* C:\\dir'],
    ['*open **and never closed', 'p *open **and never closed'],
    ['> said\n> so\n\nI think', 'q[p said\nso] | p I think'],
    ['- a\n- b\n  - c\n\nend', 'l[- p a; - p b | l[- p c]] | p end'],
    ['1. a\n2. b\n7) c', 'l[1 p a; 2 p b; 7 p c]'],
    ['- a\n\n- b\n* c', 'l[- p a; - p b] | l[- p c]'],
    ['born in\n1990. Good.', 'p born in\n1990. Good.'],
    ['```js\n**x**\n\n<y>\n```\nafter', 'pre(js) **x**\n\n<y> | p after'],
    ['```\nnever closed', 'pre never closed'],
    ['-5 °C, -a', 'p -5 °C, -a'],
    ['- ', 'p - '],
    ['', ''],
    [' \n\n ', ''],
  ])('%j', (body, expected) => expect(read(body)).toBe(expected))
})

describe('links', () => {
  test.each([
    ['[the form](https://example.test/a?b=c#d)', 'p a(https://example.test/a?b=c#d|the form)'],
    ['[w](https://example.test/a_(b))', 'p a(https://example.test/a_(b)|w)'],
    ['[mail](mailto:ana@example.test)', 'p a(mailto:ana@example.test|mail)'],
    [
      'see https://example.test/x_y, or (http://example.test).',
      'p see a(https://example.test/x_y|https://example.test/x_y), or (a(http://example.test|http://example.test)).',
    ],
    ['**https://example.test**', 'p b(a(https://example.test|https://example.test))'],
  ])('%j leads where it says', (body, expected) => expect(read(body)).toBe(expected))

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](\u0001javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](//evil.test)',
    '[x](/settings)',
    '[x](https://)',
    '<javascript:alert(1)>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![pixel](x)',
    '[x]: javascript:alert(1)',
    '&lt;script&gt; &#106;avascript:',
    '<a href="javascript:alert(1)">x</a>',
    '# heading | table |\n|---|',
  ])('%j is text, as typed', (body) => expect(read(body)).toBe(`p ${body}`))

  test('only http, https and mailto are safe', () => {
    expect(['http://a', 'HTTPS://a', 'mailto:a@b'].every(isSafeHref)).toBe(true)
    expect(['', 'javascript:1', 'ftp://a', ' https://a', '\nhttps://a', 'https:a', '#x'].some(isSafeHref)).toBe(false)
  })
})

describe('mentions', () => {
  test('name their members once, in order, wherever text stands, never in code', () => {
    const [ana, bo] = [mentionOf(ANA, 'Ana Pereira'), mentionOf(BO, 'Bo')]
    const body = `**${bo}** see\n> - ${ana} ${bo}\n\n\`${mentionOf(ANA, 'x')}\``
    expect(mentionedIn(parseNote(body))).toEqual([BO, ANA])
    expect(mentionedIn(parseNote(`\`${ana}\`\n\n\`\`\`\n${bo}\n\`\`\``))).toEqual([])
    expect(read(`Ask ${ana}!`)).toBe('p Ask @Ana Pereira!')
  })

  test.each(['@[Ana](member:1)', `@[](member:${ANA})`, '@Ana', 'a@b.test', `@[A\nB](member:${ANA})`])(
    '%j mentions nobody',
    (body) => expect(mentionedIn(parseNote(body))).toEqual([]),
  )
})

/** All text that a reader sees. */
const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([key, part]) => (key === 'kind' || key === 'href' ? '' : shown(part)))
        .join('')
    : typeof value === 'string'
      ? value
      : ''
const letters = (text: string) => text.replace(/[^\p{L}]/gu, '')

test('no letter that was typed is lost', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '_',
    '`',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    '  ',
    ' ',
    '[',
    '](',
    ')',
    '\\',
    '@',
    '<b>',
    'word',
    'é',
    '🦊',
    ':',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const body = pieces.join('')
      expect(letters(shown(parseNote(body)))).toBe(letters(body))
    }),
    { numRuns: 2_000 },
  )
})

const LENGTH = 10_000
const fill = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH)
const hostile: Record<string, string> = {
  ...Object.fromEntries(
    [
      '*',
      '*a',
      '*a ',
      '**a',
      'a**b*c',
      '_a_',
      '***a**b',
      '*a **b ',
      '[',
      '[a](',
      '[a](b(',
      '[a](()',
      '![',
      '>',
      '> ',
      '- ',
      '>- ',
      '1. ',
      '`',
      '` ``',
      '``a',
      '\\',
      '<a ',
      '<!--',
      '&',
      '\n',
      '\t',
      ' ',
      '# ',
      '|a',
      '~',
      '@[',
      '@[a](member:',
      'http://a',
      'http://a ',
      'http://a)',
      '- a\n',
      '> a\n',
      '- a\n\n',
      '* a _b **c ',
    ].map((piece) => [piece, fill(piece)]),
  ),
  'a list ever deeper': Array.from({ length: 140 }, (_, depth) => `${' '.repeat(depth)}- a`)
    .join('\n')
    .slice(0, LENGTH),
  'an item, blank lines, its end': `- a${'\n'.repeat(LENGTH - 10)}  b`,
  'runs of all lengths': Array.from({ length: 140 }, (_, length) => '`'.repeat(length))
    .join(' ')
    .slice(0, LENGTH),
  'opened, then closed by another': '*a '.repeat(1_600) + 'b_ '.repeat(1_600),
  'emphasis ever deeper': `${'*a _b '.repeat(800)}${'c_ d* '.repeat(800)}`,
}

/** Of the processor, not of the clock: a busy machine must not fail it. What is quadratic takes seconds. The best of five, as the first is compiled. */
function processorMs(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  })
  return Math.min(...times)
}

describe('10,000 hostile characters are read in no time, and come out whole', () => {
  test.each(Object.keys(hostile))('%j', (name) => {
    const body = hostile[name]!
    expect(processorMs(() => parseNote(body))).toBeLessThan(200)
    expect(letters(shown(parseNote(body)))).toBe(letters(body))
  })
})
