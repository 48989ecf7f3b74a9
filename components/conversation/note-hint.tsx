'use client'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { parseNote } from '@/lib/conversations/domain-note-blocks'
import { mentionedIn } from '@/lib/conversations/domain-note-text'
import { memberDirectoryOptions } from '@/lib/members/directory-client'
import { plainDirection } from '../ui/pretty-json'

const EXAMPLES = ['**bold**', '*italic*', '`code`', '> quote', '- list']

const and = new Intl.ListFormat('en', { type: 'conjunction' })

/** Under the text: whom it will tell, else what Markdown does here. */
export function NoteHint({ text, memberId }: { text: string; memberId: string }) {
  const { data: members } = useQuery(memberDirectoryOptions())
  const named = new Set(mentionedIn(parseNote(text)))
  named.delete(memberId)
  const names = members?.filter((member) => named.has(member.memberId)).map(({ name }) => plainDirection(name)) ?? []
  return (
    <p className="min-w-0 text-pretty text-faint text-xs">
      {names.length > 0 ? (
        <span className="text-muted">Tells {and.format(names)}. </span>
      ) : (
        <>
          {EXAMPLES.map((example) => (
            <Fragment key={example}>
              <code>{example}</code>
              {' · '}
            </Fragment>
          ))}
          <code>@</code> tells a colleague.{' '}
        </>
      )}
      {text.trim() && 'Draft kept in this browser.'}
    </p>
  )
}
