import type { Story } from '../story'
import type { StoryEvent } from '../story-event'

export type WriteCall = 'take-over' | 'hand-back' | 'send-message'

/** A write that the API received, whatever it answered: tests count these. */
export interface Write {
  call: WriteCall
  recordId: string
  at: number
  /** What it was answered; 0: nothing, on command. */
  status: number
  /** Whether it had its effect. */
  accepted: boolean
  text?: string
}

/** A conversation as far as Popp knows it: what happened in it, and what the API did to it. */
export interface Known {
  story: Story
  /** In the order of their times. Some may be yet to come: nothing shows them before their time. */
  events: StoryEvent[]
  writes: Write[]
}

export interface Standing {
  status: string
  needsReview: boolean
  isHumanTakeover: boolean
  /** Nobody can be written to any more. */
  closed: boolean
  updatedAt: number
}

const UNREACHABLE = new Set(['CLOSED', 'OPTED_OUT', 'DELIVERY_FAILED'])

export const happened = ({ events }: Known, now: number): StoryEvent[] => events.filter(({ at }) => at <= now)

/** When Popp created it: with the first that is known of it. */
export const beginsAt = ({ events }: Known): number => events[0]!.at

/** Where a conversation stands at a time: a fold over its events and accepted writes, in the order of their times. */
export function standingAt(known: Known, now: number): Standing {
  const standing: Standing = {
    status: 'CREATED',
    needsReview: false,
    isHumanTakeover: false,
    closed: false,
    updatedAt: beginsAt(known),
  }
  const writes = known.writes.filter(({ accepted }) => accepted)
  for (const step of [...happened(known, now), ...writes].sort((a, b) => a.at - b.at)) {
    standing.updatedAt = Math.max(standing.updatedAt, step.at)
    if ('call' in step) applyWrite(standing, step)
    else applyEvent(standing, step)
  }
  standing.closed = UNREACHABLE.has(standing.status)
  return standing
}

function applyEvent(standing: Standing, { type, status }: StoryEvent): void {
  if (status) standing.status = status
  if (type === 'CONVERSATION_NEEDS_REVIEW') standing.needsReview = true
}

function applyWrite(standing: Standing, { call }: Write): void {
  if (call === 'take-over') standing.isHumanTakeover = true
  if (call === 'hand-back') Object.assign(standing, { needsReview: false, isHumanTakeover: false })
}
