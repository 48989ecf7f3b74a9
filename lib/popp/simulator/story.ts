import { campaigns } from './campaigns/all'
import { type Ending, inventPlot, type Plot } from './plot'
import { chance, randomFor, weighted } from './random'
import { inventScreening, type ScreeningResult } from './screening'
import { type StoryEvent, writeEvent } from './story-event'
import { type Generation, inventSubject, type Subject } from './subject'

export interface Story {
  recordId: string
  /** With the seed it makes this story. */
  label: string
  generation: Generation
  campaign: string
  ending: Ending
  flags: number
  startsAt: number
  /** What its questions would bring; Popp tells it once the conversation is completed. */
  screening: ScreeningResult
  /** In the order in which they happen; `at - startsAt` is the offset. */
  events: StoryEvent[]
}

interface StoryOptions {
  startsAt: number
  organizationId: string
  /** Probability that this story asks for a person. */
  flagShare?: number
  /** Probability that this story is told in the original generation. */
  originalShare?: number
  /** Instead of invented ones. */
  plot?: Plot
  generation?: Generation
  subject?: Partial<Subject>
}

const FLAG_SHARE = 0.23
const ORIGINAL_SHARE = 0.25
/** Of the stories that the original generation can tell at all: see `canBeOriginal`. */
const ORIGINAL_CANDIDATES_SHARE = 0.62

/** The same story for the same seed and label, whatever its time. */
export function composeStory(seed: number, label: string, options: StoryOptions): Story {
  const random = randomFor(seed, label)
  const campaign = weighted(random, campaigns)
  const plot = options.plot ?? inventPlot(random, chance(random, options.flagShare ?? FLAG_SHARE))
  const wantsOriginal = chance(random, (options.originalShare ?? ORIGINAL_SHARE) / ORIGINAL_CANDIDATES_SHARE)
  const generation = options.generation ?? (wantsOriginal && canBeOriginal(plot) ? 'original' : 'current')
  const invented = inventSubject(random, seed, label, campaign, options.organizationId, generation)
  const subject = renamed(invented, options.subject)
  const result = inventScreening(random, campaign, plot.ending)
  const scene = { subject, campaign, plot, result, startsAt: options.startsAt, seed, label }
  return {
    recordId: subject.recordId,
    label,
    generation,
    campaign: campaign.title,
    ending: plot.ending,
    flags: plot.flags,
    startsAt: options.startsAt,
    screening: result,
    events: plot.beats.map((_, n) => writeEvent(random, scene, n)),
  }
}

/**
 * The original guide knows no CLOSED, no nudges and no other event families. A second flag without an id would be the
 * same bytes as the first and, sent soon after it, rightly be taken for a retry: twice flagged is always current.
 */
function canBeOriginal({ ending, flags, beats }: Plot): boolean {
  const familyOnly = beats.some(({ kind }) => kind === 'workflow-run' || kind === 'document' || kind === 'meeting')
  return flags < 2 && !familyOnly && ending !== 'closed' && ending !== 'completed' && ending !== 'max-nudges'
}

function renamed(invented: Subject, given: Partial<Subject> = {}): Subject {
  const { recordId = invented.recordId } = given
  const conversationUrl = invented.conversationUrl.replace(invented.recordId, encodeURIComponent(recordId))
  return { ...invented, conversationUrl, ...given }
}
