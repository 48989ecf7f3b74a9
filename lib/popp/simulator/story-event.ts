import type { Campaign } from './campaigns/campaign'
import { inventMeeting, inventOther, type Meeting } from './other-events'
import type { BeatKind, Ending, Plot } from './plot'
import { chance, idFrom, pick, type Random } from './random'
import type { ScreeningResult } from './screening'
import type { Subject } from './subject'

export interface StoryEvent {
  /** Popp's name of the event. */
  type: string
  eventId: string
  /** When it happened, in milliseconds since 1970. */
  at: number
  subject: Subject
  status: string | null
  result?: ScreeningResult
  reason?: string
  meeting?: Meeting
  /** The whole data of an event of another family. */
  other?: Record<string, unknown>
}

/** All that is fixed before the events of a story are written. */
interface Scene {
  subject: Subject
  campaign: Campaign
  plot: Plot
  result: ScreeningResult
  startsAt: number
  seed: number
  label: string
}

const REASON_SHARE = 0.2

const TYPES: Record<BeatKind, string> = {
  queued: 'CONVERSATION_QUEUED',
  started: 'CONVERSATION_STARTED',
  'start-failed': 'START_CONVERSATION_FAILED',
  'needs-review': 'CONVERSATION_NEEDS_REVIEW',
  completed: 'CONVERSATION_COMPLETED',
  'opted-out': 'CONVERSATION_OPTED_OUT',
  'max-nudges': 'CONVERSATION_MAX_NUDGES_REACHED',
  'workflow-run': 'WORKFLOW_RUN_STARTED',
  document: 'DOCUMENT_UPLOADED',
  meeting: 'CALENDAR_MEETING_SCHEDULED',
}

/** The n-th event of the story. */
export function writeEvent(random: Random, scene: Scene, n: number): StoryEvent {
  const { subject, plot, result, seed, campaign } = scene
  const { kind, offsetMs } = plot.beats[n]!
  const id = `${scene.label}/${n}`
  const at = scene.startsAt + offsetMs
  const event: StoryEvent = {
    type: TYPES[kind],
    eventId: `evt_${idFrom(seed, id)}`,
    at,
    subject,
    status: statusAt(plot, n),
  }
  if (kind === 'completed') return { ...event, result }
  if (kind === 'needs-review' && chance(random, REASON_SHARE))
    return { ...event, reason: pick(random, campaign.reviewReasons) }
  const circumstances = { subject, title: campaign.title, id, seed }
  if (kind === 'meeting') return { ...event, meeting: inventMeeting(random, circumstances) }
  if (kind === 'workflow-run' || kind === 'document')
    return { ...event, other: inventOther(random, kind, circumstances) }
  return event
}

/** The status after the n-th beat: a beat that has none of its own repeats the last one. */
function statusAt({ beats, ending }: Plot, n: number): string | null {
  let status: string | null = null
  for (const { kind } of beats.slice(0, n + 1)) status = statusAfter(kind, ending) ?? status
  return status
}

function statusAfter(kind: BeatKind, ending: Ending): string | null {
  switch (kind) {
    case 'queued':
      return 'QUEUED'
    case 'started':
      return 'ONGOING'
    case 'start-failed':
      return 'DELIVERY_FAILED'
    case 'opted-out':
      return 'OPTED_OUT'
    case 'completed':
      return COMPLETED_STATUS[ending] ?? 'CLOSED'
    default:
      return null
  }
}

const COMPLETED_STATUS: Partial<Record<Ending, string>> = {
  passed: 'COMPLETED_SCREENING_PASSED',
  failed: 'COMPLETED_SCREENING_FAILED',
  completed: 'COMPLETED',
}
