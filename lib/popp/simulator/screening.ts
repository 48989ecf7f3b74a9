import type { Campaign, Question } from './campaigns/campaign'
import type { Ending } from './plot'
import { chance, integer, pick, type Random } from './random'

/** As Popp writes them; one candidate's answers, judged. */
interface QuestionOutcome {
  questionOutcome: 'PASSED' | 'FAILED'
  screeningQuestion: string
  responseSummary: string
}

export interface ScreeningResult {
  score: number | null
  outcomes: QuestionOutcome[]
}

const NOT_SCORED_SHARE = 0.07
const SOFT_FAILURE_SHARE = 0.12

/** Answers that fit the ending: failed has at least one failed question, closed stops in the middle. */
export function inventScreening(random: Random, campaign: Campaign, ending: Ending): ScreeningResult {
  const asked =
    ending === 'closed' || ending === 'max-nudges' ? askedBeforeSilence(random, campaign) : campaign.questions
  const failures = failedQuestions(random, asked.length, ending)
  const outcomes = asked.map((question, n) => judge(random, question, failures.has(n)))
  return { score: inventScore(random, campaign, ending, failures.size / campaign.questions.length), outcomes }
}

function askedBeforeSilence(random: Random, campaign: Campaign): Question[] {
  return campaign.questions.slice(0, integer(random, 0, campaign.questions.length - 1))
}

function failedQuestions(random: Random, asked: number, ending: Ending): Set<number> {
  if (ending !== 'failed')
    return new Set(asked > 0 && chance(random, SOFT_FAILURE_SHARE) ? [integer(random, 0, asked - 1)] : [])
  const count = integer(random, 1, Math.min(3, asked))
  return new Set(Array.from({ length: count }, () => integer(random, 0, asked - 1)))
}

function judge(random: Random, question: Question, failed: boolean): QuestionOutcome {
  return {
    questionOutcome: failed ? 'FAILED' : 'PASSED',
    screeningQuestion: question.ask,
    responseSummary: fillNumbers(random, pick(random, failed ? question.failed : question.passed)),
  }
}

function inventScore(random: Random, campaign: Campaign, ending: Ending, failedShare: number): number | null {
  if (!campaign.score || ending === 'closed' || ending === 'max-nudges' || chance(random, NOT_SCORED_SHARE)) return null
  const share =
    ending === 'failed' ? 0.55 * (1 - failedShare) * random() + 0.1 : 0.68 + 0.32 * random() - failedShare * 0.2
  return Number((share * campaign.score.maximum).toFixed(campaign.score.decimals))
}

/** `{2-9}` becomes a whole number in that range. */
function fillNumbers(random: Random, text: string): string {
  return text.replace(/\{(\d+)-(\d+)\}/g, (_, low, high) => String(integer(random, Number(low), Number(high))))
}
