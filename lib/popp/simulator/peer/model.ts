import type { Story } from '../story'
import type { StoryEvent } from '../story-event'
import { conversationAt } from './conversation'
import { beginsAt, type Known, standingAt, type Write, type WriteCall } from './known'
import { messagesAt } from './transcript'

export type Refusal = 'not-found' | 'conflict' | 'invalid'

/** What Popp knows: fed by the stories that its webhooks tell, read and written by its API. */
export interface Model {
  /** From now on (or from `event.at` on, when that is later) this has happened. Twice is once. */
  happen(story: Story, event: StoryEvent): void
  find(organizationId: string, recordId: string): Known | null
  /** Newest first. */
  list(organizationId: string): Known[]
  conversation(known: Known): ReturnType<typeof conversationAt>
  messages(known: Known): ReturnType<typeof messagesAt>
  /** What this write would be refused with; null = it would have its effect. */
  refusal(organizationId: string, recordId: string, call: WriteCall, text?: string): Refusal | null
  write(write: Omit<Write, 'at'>): void
  /** A write of an earlier life, which had its effect then. */
  remember(write: Write): void
  /** Every write the API received, in order. */
  readonly writes: Write[]
}

const MAX_MESSAGE_CHARACTERS = 4096
/** A demo that runs for weeks forgets its oldest conversations. */
const MAX_CONVERSATIONS = 20_000

interface ModelOptions {
  now?: () => number
  onWrite?: (write: Write) => void
}

export function createModel({ now = Date.now, onWrite }: ModelOptions = {}): Model {
  const all = new Map<string, Known>()
  const writes: Write[] = []
  const find = (organizationId: string, recordId: string): Known | null => {
    const known = all.get(recordId)
    return known && organizationOf(known) === organizationId && beginsAt(known) <= now() ? known : null
  }
  const remember = (write: Write) => {
    writes.push(write)
    all.get(write.recordId)?.writes.push(write)
  }
  return {
    writes,
    remember,
    find,
    happen(story, event) {
      const known = all.get(story.recordId) ?? { story, events: [], writes: [] }
      if (known.events.some(({ eventId }) => eventId === event.eventId)) return
      known.story = story
      known.events = [...known.events, event].sort((a, b) => a.at - b.at)
      all.set(story.recordId, known)
      if (all.size > MAX_CONVERSATIONS) all.delete(all.keys().next().value!)
    },
    list: (organizationId) =>
      [...all.values()]
        .filter((known) => organizationOf(known) === organizationId && beginsAt(known) <= now())
        .sort((a, b) => beginsAt(b) - beginsAt(a) || (a.story.recordId < b.story.recordId ? -1 : 1)),
    conversation: (known) => conversationAt(known, now()),
    messages: (known) => messagesAt(known, now()),
    refusal(organizationId, recordId, call, text) {
      const known = find(organizationId, recordId)
      return known ? refusalOf(known, now(), call, text) : 'not-found'
    },
    write(given) {
      const write = { ...given, at: now() }
      remember(write)
      onWrite?.(write)
    },
  }
}

function refusalOf(known: Known, now: number, call: WriteCall, text?: string): Refusal | null {
  const { isHumanTakeover, needsReview, closed } = standingAt(known, now)
  if (call === 'hand-back') return isHumanTakeover || needsReview ? null : 'conflict'
  if (call === 'take-over') return isHumanTakeover || closed ? 'conflict' : null
  if (!text?.trim() || text.length > MAX_MESSAGE_CHARACTERS) return 'invalid'
  return closed ? 'conflict' : null
}

const organizationOf = ({ story }: Known): string => story.events[0]!.subject.organizationId
