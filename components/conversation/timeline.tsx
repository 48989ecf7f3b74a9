import {
  ArrowRightLeft,
  CalendarDays,
  CircleCheckBig,
  CircleDot,
  CircleUserRound,
  CloudDownload,
  Flag,
  Hourglass,
  type LucideIcon,
  MessageSquare,
  MoonStar,
  Reply,
  RotateCcw,
  SkipForward,
  Sunrise,
  TimerOff,
  Undo2,
  UserX,
} from 'lucide-react'
import type { TimelineEntry } from '@/lib/conversations/schema'
import { UntilTime } from '../inbox/until-time'
import { plainDirection } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { RecoveredMark } from './recovered-mark'
import { Section } from './section'
import { DETAILS, isKnownEvent, timelineWords } from './timeline-words'

/** What Popp reported and what people did, newest first. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <Section title="Timeline">
      <ol className="flex flex-col">
        {entries.toReversed().map((entry) => (
          <Entry key={`${entry.kind} ${entry.id}`} entry={entry} />
        ))}
      </ol>
    </Section>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const Icon = iconOf(entry)
  return (
    // The line is the entry's own: `group-last` would have whatever becomes or stops being a last child, anywhere on the
    // screen, styled anew with all that is in it.
    <li className="relative flex gap-3 pb-3 before:absolute before:top-5 before:bottom-0 before:left-[0.4375rem] before:w-px before:bg-border last:pb-0 last:before:hidden">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${toneOf(entry)}`} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <p className="min-w-0 break-words">
            {timelineWords(entry)}
            {entry.kind === 'action' && entry.until && (
              <>
                {' '}
                <UntilTime date={entry.until} />
              </>
            )}
          </p>
          <RelativeTime date={entry.at} className="shrink-0 text-faint text-xs" />
        </div>
        {entry.reason && (
          <p dir="auto" className="mt-0.5 whitespace-pre-line break-words text-muted">
            {plainDirection(entry.reason)}
          </p>
        )}
        {entry.kind === 'event' && <EventFacts entry={entry} />}
      </div>
    </li>
  )
}

function EventFacts({ entry }: { entry: Extract<TimelineEntry, { kind: 'event' }> }) {
  const facts = [
    !isKnownEvent(entry.type) && 'kept as Popp sent it',
    entry.replaced && 'its webhook came later: the two are one flag',
    !entry.atIsFromPopp && !entry.recovered && entry.type !== DETAILS && 'Popp sent no time: this is when it arrived',
  ].filter(Boolean)
  return (
    <>
      {facts.length > 0 && <p className="text-faint text-xs">{facts.join(' · ')}</p>}
      {entry.recovered && <RecoveredMark />}
    </>
  )
}

const EVENT_ICONS = new Map<string, LucideIcon>([
  ['CONVERSATION_STARTED', MessageSquare],
  ['CONVERSATION_COMPLETED', CircleCheckBig],
  ['CONVERSATION_NEEDS_REVIEW', Flag],
  ['CONVERSATION_OPTED_OUT', UserX],
  [DETAILS, CloudDownload],
])
const ACTION_ICONS = new Map<string, LucideIcon>([
  ['item-resolved', CircleCheckBig],
  ['item-returned', Flag],
  ['item-reopened', RotateCcw],
  ['claim-released', Undo2],
  ['claim-held', Hourglass],
  ['claim-lapsed', TimerOff],
  ['item-snoozed', MoonStar],
  ['item-woken', Sunrise],
  ['item-skipped', SkipForward],
  ['item-handed-over', ArrowRightLeft],
  ['reply-wanted', Reply],
  ['action-undone', Undo2],
])

function iconOf(entry: TimelineEntry): LucideIcon {
  if (entry.kind === 'action') return ACTION_ICONS.get(entry.action) ?? CircleUserRound
  return EVENT_ICONS.get(entry.type) ?? (entry.type.startsWith('CALENDAR_') ? CalendarDays : CircleDot)
}

function toneOf(entry: TimelineEntry): string {
  // What happened by itself, or because of a flag: no person's colour.
  if (entry.kind === 'action' && entry.action === 'item-returned') return 'text-review'
  if (entry.kind === 'action') return entry.actorName ? 'text-human' : 'text-faint'
  return entry.type === 'CONVERSATION_NEEDS_REVIEW' ? 'text-review' : 'text-faint'
}
