/** A piece of a line of a note. */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  | { kind: 'link'; href: string; text: string }
  | { kind: 'mention'; memberId: string; name: string }

/** A list's own numbers are kept: "3." stays 3. Null = a bullet. */
export interface ListItem {
  number: number | null
  blocks: Block[]
}

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'list'; items: ListItem[] }
  /** `language`: what stands behind the opening fence. */
  | { kind: 'code'; language: string; text: string }

/** How a note names a member. Anywhere but in code. */
export const mentionOf = (memberId: string, name: string) => `@[${name}](member:${memberId})`

/** Of the stored form: a name without brackets and line breaks, and a UUID. Sticky: set `lastIndex`. */
export const MENTION = /@\[([^[\]\n]{1,200})\]\(member:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/iy

/** Where a link may lead. Not `javascript:`, not `data:`, nothing relative to our own pages. */
export function isSafeHref(href: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(href) && URL.canParse(href)
}

/** Every member that the note names, each once, in order. */
export function mentionedIn(blocks: readonly Block[]): string[] {
  const ids = new Set<string>()
  const inInlines = (pieces: readonly Inline[]) => {
    for (const piece of pieces) {
      if (piece.kind === 'mention') ids.add(piece.memberId)
      else if ('children' in piece) inInlines(piece.children)
    }
  }
  const inBlocks = (many: readonly Block[]) => {
    for (const block of many) {
      if (block.kind === 'paragraph') inInlines(block.children)
      else if (block.kind === 'quote') inBlocks(block.children)
      else if (block.kind === 'list') for (const item of block.items) inBlocks(item.blocks)
    }
  }
  inBlocks(blocks)
  return [...ids]
}
