import { ProblemError } from '@/lib/platform/http/fetch-json'

/** What a failed save says beside the text, which stays. */
export const notSaved = (error: Error | null) =>
  error &&
  `Not saved: ${error instanceof ProblemError ? error.problem.title : 'something went wrong here.'} Your text is kept.`
