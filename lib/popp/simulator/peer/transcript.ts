import { campaigns } from '../campaigns/all'
import type { Campaign } from '../campaigns/campaign'
import { idFrom, pick, type Random, randomFor } from '../random'
import type { ScreeningResult } from '../screening'
import type { StoryEvent } from '../story-event'
import { happened, type Known } from './known'
import { languageOf, type Phrases, phrases } from './phrases'
import { reviewWords } from './review-words'

export interface Message {
  id: string
  role: 'candidate' | 'ai' | 'recruiter'
  text: string
  createdAt: string
}

interface Said {
  role: Message['role']
  text: string
  /** Said when this share of the time since what was said before has passed; otherwise at the event itself. */
  share?: number
}

type Line = Said & { id: string; at: number }

/** Between two messages of a candidate that is answering. */
const PACE_MS = 40_000

/** The chat up to a time: the same words for the same story whenever it is asked for, the recruiter's among them. */
export function messagesAt(known: Known, now: number): Message[] {
  const { recordId } = known.story
  const written = known.writes.filter(({ call, accepted }) => call === 'send-message' && accepted)
  const lines: Line[] = written.map(({ text = '', at }, n) => ({ role: 'recruiter', text, at, id: `written/${n}` }))
  lines.push(...spokenLines(known, happened(known, now)).filter(({ at }) => at <= now))
  return lines
    .sort((a, b) => a.at - b.at)
    .map(({ id, role, text, at }) => ({
      id: `msg_${idFrom(0, `${recordId}/${id}`)}`,
      role,
      text,
      createdAt: new Date(at).toISOString(),
    }))
}

function spokenLines({ story }: Known, events: StoryEvent[]): Line[] {
  const begin = events.find(({ type }) => type === 'CONVERSATION_STARTED')
  if (!begin) return []
  const random = randomFor(0, `${story.recordId}/chat`)
  const campaign = campaigns.find(({ title }) => title === story.campaign)!
  const words = phrases[languageOf(campaign)]
  const answers = askAll(random, story.screening, words)
  let pending: Said[] = [
    { role: 'ai', text: words.greeting(begin.subject.firstName, story.campaign) },
    { role: 'candidate', text: pick(random, words.ready) },
    ...answers.splice(0, Math.ceil(answers.length / 2)).flat(),
  ]
  let from = begin.at
  const lines: Omit<Line, 'id'>[] = []
  for (const event of events.filter(({ at }) => at > begin.at)) {
    const closing = wordsOf(random, event, campaign, words)
    if (closing.length === 0 && !event.result) continue
    if (event.result) pending.push(...answers.splice(0).flat())
    lines.push(...spread(pending, from, event.at), ...closing.map((said, n) => timed(said, n, from, event.at)))
    from = event.at
    pending = []
  }
  lines.push(...pending.map((said, n) => ({ ...said, at: from + n * PACE_MS })))
  return lines.map((line, n) => ({ ...line, id: `spoken/${n}` }))
}

const askAll = (random: Random, { outcomes }: ScreeningResult, { next }: Phrases): Said[][] =>
  outcomes.map(({ screeningQuestion, responseSummary }, n) => [
    { role: 'ai', text: n === 0 ? screeningQuestion : `${pick(random, next)} ${screeningQuestion}` },
    { role: 'candidate', text: responseSummary },
  ])

function spread(said: Said[], from: number, until: number): Omit<Line, 'id'>[] {
  const gap = Math.min(PACE_MS, (until - from) / (said.length + 1))
  return said.map((each, n) => ({ ...each, at: Math.floor(from + n * gap) }))
}

const timed = (said: Said, n: number, from: number, at: number): Omit<Line, 'id'> => ({
  ...said,
  at: said.share === undefined ? at + n : Math.floor(from + said.share * (at - from)),
})

/** What is said at the moment of an event; nothing where the chat does not show it. */
function wordsOf(random: Random, event: StoryEvent, campaign: Campaign, words: Phrases): Said[] {
  switch (event.type) {
    case 'CONVERSATION_NEEDS_REVIEW': {
      const reason = event.reason ?? pick(random, campaign.reviewReasons)
      return [
        { role: 'candidate', text: reviewWords[reason] ?? reason },
        { role: 'ai', text: words.handsOn },
      ]
    }
    case 'CONVERSATION_OPTED_OUT':
      return [
        { role: 'candidate', text: pick(random, words.optsOut) },
        { role: 'ai', text: words.optedOut },
      ]
    case 'CONVERSATION_MAX_NUDGES_REACHED':
      return words.nudges.map((text, n) => ({ role: 'ai', text, share: (n + 1) / words.nudges.length }))
    case 'CONVERSATION_COMPLETED':
      if (event.status === 'CLOSED') return []
      return [{ role: 'ai', text: event.status?.endsWith('PASSED') ? words.passed : words.ended }]
    default:
      return []
  }
}
