'use client'
import Link from 'next/link'
import type { SkippedItem } from '@/lib/reviews/bulk-schema'
import { NO_NAME } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'
import { Sheet } from '../ui/sheet'
import { lineWords } from './bulk-state-words'
import type { BulkState } from './bulk-store'
import { UndoButton } from './bulk-undo-button'
import { endWords, formatExactly, groupSkipped, type SkippedGroup } from './bulk-words'
import { inboxHref } from './inbox-url'

/** A page holds so many links of one group; the rest is a number. */
const NAMED_MAX = 500

type BulkResultSheetProps = { bulk: BulkState; onClose: () => void; onOpen: (id: string) => void }

/** What came of a command on many items: how many, and by name what was passed over and why. Undo stays as long as it is open. */
export function BulkResultSheet({ bulk, onClose, onOpen }: BulkResultSheetProps) {
  const { run, undo } = bulk
  const kind = run.command.kind
  const kept = groupSkipped(undo?.kept ?? [], kind)
  const skipped = groupSkipped(run.skipped, kind)
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title={lineWords(bulk)}
      description={undo ? undo.problem?.title : (endWords(run) ?? undefined)}
    >
      <div className="flex flex-col gap-5">
        <div className="empty:hidden">
          <UndoButton bulk={bulk} />
        </div>
        {kept.length > 0 && <Groups title="Not put back" groups={kept} onOpen={onOpen} />}
        {skipped.length > 0 && <Groups title="Skipped" groups={skipped} onOpen={onOpen} />}
        {kept.length + skipped.length === 0 && <p className="text-muted">Nothing was skipped.</p>}
      </div>
    </Sheet>
  )
}

type GroupsProps = { title: string; groups: SkippedGroup[]; onOpen: (id: string) => void }

function Groups({ title, groups, onOpen }: GroupsProps) {
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-medium text-faint text-xs">{title}</h3>
      {groups.map(({ words, reason, items }) => (
        <section key={words} aria-label={`${words}: ${formatExactly(items.length)}`}>
          <h4 className="flex justify-between border-b pb-1 font-medium">
            {words}
            <span className="text-muted tabular-nums">{formatExactly(items.length)}</span>
          </h4>
          {/* What is not there has neither a name nor a page. */}
          {reason !== 'not-found' && (
            <ul>
              {items.slice(0, NAMED_MAX).map((item) => (
                <Named key={item.id} item={item} onOpen={onOpen} />
              ))}
            </ul>
          )}
          {reason !== 'not-found' && items.length > NAMED_MAX && (
            <p className="py-1 text-muted text-xs">and {formatExactly(items.length - NAMED_MAX)} more</p>
          )}
        </section>
      ))}
    </div>
  )
}

function Named({ item: { id, candidateName }, onOpen }: { item: SkippedItem; onOpen: (id: string) => void }) {
  return (
    <li className="[contain-intrinsic-size:auto_2rem] [content-visibility:auto]">
      <Link
        href={inboxHref({ tab: 'open', filter: {}, itemId: id })}
        prefetch={false}
        onNavigate={(event) => {
          event.preventDefault()
          onOpen(id)
        }}
        className="flex min-h-8 items-center truncate text-accent-text hover:underline focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
      >
        {plainDirection(candidateName ?? NO_NAME)}
      </Link>
    </li>
  )
}
