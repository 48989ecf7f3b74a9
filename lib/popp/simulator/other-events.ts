import { idFrom, integer, pick, type Random } from './random'
import type { Subject } from './subject'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Popp's `meetingDetails`, with times relative to the event, so that an event can be moved in time. */
export interface Meeting {
  title: string
  daysAhead: number
  /** Of the day, in UTC. */
  startMinute: number
  meetingUrl: string
  participants: { email: string; name: string }[]
}

interface Circumstances {
  subject: Subject
  title: string
  id: string
  seed: number
}

/**
 * Data of two families that only share the envelope and whose fields nobody documents. One names the conversation, one
 * does not: a receiver must keep both.
 */
export function inventOther(
  random: Random,
  kind: 'workflow-run' | 'document',
  { subject, title, id, seed }: Circumstances,
): Record<string, unknown> {
  const { organizationId, recordId } = subject
  if (kind === 'workflow-run')
    return { organizationId, workflowId: `wf_${idFrom(seed, title)}`, workflowRunId: `run_${idFrom(seed, id)}` }
  const documentType = pick(random, ['CV', 'CERTIFICATE'])
  return { organizationId, recordId, documentId: `doc_${idFrom(seed, id)}`, documentType }
}

/** Two to six days later, on a quarter of an hour. */
export function inventMeeting(random: Random, { subject, title, id, seed }: Circumstances): Meeting {
  return {
    title: `Interview: ${title}`,
    daysAhead: integer(random, 2, 6),
    startMinute: integer(random, 8 * 4, 16 * 4) * 15,
    meetingUrl: `https://meet.example.com/${idFrom(seed, `${id}/meeting`).slice(0, 10)}`,
    participants: [
      {
        email: `candidate-${integer(random, 1000, 9999)}@example.com`,
        name: [subject.firstName, subject.lastName].filter(Boolean).join(' '),
      },
      { email: 'recruiter@example.com', name: pick(random, ['Judith Smeets', 'Tom Ellison', 'Bianca Vogel']) },
    ],
  }
}

/** The calendar family names the conversation by `conversationId`, as its documentation shows. */
export function renderMeeting(meeting: Meeting, subject: Subject, at: number): Record<string, unknown> {
  const start = Math.floor(at / DAY) * DAY + meeting.daysAhead * DAY + meeting.startMinute * MINUTE
  return {
    organizationId: subject.organizationId,
    conversationId: subject.recordId,
    meetingDetails: {
      title: meeting.title,
      startDateTime: new Date(start).toISOString(),
      endDateTime: new Date(start + 30 * MINUTE).toISOString(),
      timezone: 'Europe/Amsterdam',
      videoConference: true,
      meetingUrl: meeting.meetingUrl,
      participants: meeting.participants,
    },
  }
}
