import { Fragment, type ReactNode } from 'react'
import { parseNote } from '@/lib/conversations/domain-note-blocks'
import type { Block, Inline } from '@/lib/conversations/domain-note-text'
import type { MentionedMember } from '@/lib/conversations/schema'
import { plainDirection } from '../ui/pretty-json'

type NoteTextProps = { body: string; mentions: readonly MentionedMember[] }

/**
 * A note's Markdown as elements. No HTML is ever made of it: what the parser does not know is text, and a link leads only
 * where the parser let it. Highlighted are the members who were told, by their names of today.
 */
export function NoteText({ body, mentions }: NoteTextProps) {
  const names = new Map(mentions.map(({ memberId, name }) => [memberId, name]))
  return <div className="flex flex-col gap-2 break-words">{blocks(parseNote(plainDirection(body)), names)}</div>
}

type Names = ReadonlyMap<string, string>

/** Pieces of a text have no identity but their place. */
const each = <Piece,>(pieces: readonly Piece[], render: (piece: Piece) => ReactNode) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  pieces.map((piece, index) => <Fragment key={index}>{render(piece)}</Fragment>)

const blocks = (many: readonly Block[], names: Names) => each(many, (block) => blockOf(block, names))

function blockOf(block: Block, names: Names): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir="auto" className="whitespace-pre-line">
          {inlines(block.children, names)}
        </p>
      )
    case 'quote':
      return (
        <blockquote className="flex flex-col gap-2 border-border-strong border-l-2 pl-3 text-muted">
          {blocks(block.children, names)}
        </blockquote>
      )
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-md bg-neutral-soft px-2.5 py-2 font-mono text-xs">
          {block.language && <span className="mb-1 block text-2xs text-faint">{block.language}</span>}
          <code>{block.text}</code>
        </pre>
      )
    case 'list':
      return listOf(block.items, names)
  }
}

function listOf(items: Extract<Block, { kind: 'list' }>['items'], names: Names): ReactNode {
  const numbered = items[0]!.number !== null
  const List = numbered ? 'ol' : 'ul'
  return (
    <List className={numbered ? 'list-decimal pl-6' : 'list-disc pl-5'}>
      {each(items, ({ number, blocks: inner }) => (
        <li value={number ?? undefined}>{blocks(inner, names)}</li>
      ))}
    </List>
  )
}

const inlines = (pieces: readonly Inline[], names: Names) => each(pieces, (piece) => inlineOf(piece, names))

function inlineOf(piece: Inline, names: Names): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'strong':
      return <strong className="font-semibold">{inlines(piece.children, names)}</strong>
    case 'emphasis':
      return <em>{inlines(piece.children, names)}</em>
    case 'code':
      return <code className="rounded-sm bg-neutral-soft px-1 py-0.5 font-mono text-xs">{piece.text}</code>
    case 'link':
      return (
        <a
          href={piece.href}
          title={piece.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-accent-text underline underline-offset-2"
        >
          {piece.text}
        </a>
      )
    case 'mention':
      return mentionOf(piece, names)
  }
}

/** Somebody who was not told (unknown here, or gone when it was written) is a name like any other. */
function mentionOf({ memberId, name }: Extract<Inline, { kind: 'mention' }>, names: Names): ReactNode {
  const known = names.get(memberId)
  if (known === undefined) return `@${name}`
  return (
    <span className="rounded-sm bg-accent-soft px-1 py-0.5 font-medium text-accent-text">@{plainDirection(known)}</span>
  )
}
