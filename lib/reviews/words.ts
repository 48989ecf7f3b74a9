/** How a conversation stands toward review; `none` = never flagged. */
export const reviewStates = ['none', 'open', 'held', 'resolved'] as const
export type ReviewState = (typeof reviewStates)[number]

/** The human outcomes that resolve a review item, in the order of their keys 1–6. */
export const resolutionOutcomes = [
  'answered-candidate',
  'proceed',
  'do-not-proceed',
  'ai-was-wrong',
  'needs-hiring-manager',
  'no-action-needed',
] as const
export type ResolutionOutcome = (typeof resolutionOutcomes)[number]

export const resolutionWords: Record<ResolutionOutcome, string> = {
  'answered-candidate': 'Answered the candidate',
  proceed: 'Proceed',
  'do-not-proceed': 'Do not proceed',
  'ai-was-wrong': 'AI was wrong',
  'needs-hiring-manager': 'Needs hiring manager',
  'no-action-needed': 'No action needed',
}

/** The choices of the snooze menu, in the order of their keys. */
export const snoozePresetIds = ['hour', 'later', 'tomorrow', 'monday', 'week'] as const
export type SnoozePresetId = (typeof snoozePresetIds)[number]
