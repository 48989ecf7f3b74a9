/** What a thing says about a verdict. `human` is kept for what a person decided; `review` for what waits for one. */
export type Tone = 'pass' | 'fail' | 'review' | 'neutral' | 'human'

export const toneText: Record<Tone, string> = {
  pass: 'text-pass',
  fail: 'text-fail',
  review: 'text-review',
  neutral: 'text-neutral',
  human: 'text-human',
}

export const toneSoft: Record<Tone, string> = {
  pass: 'bg-pass-soft',
  fail: 'bg-fail-soft',
  review: 'bg-review-soft',
  neutral: 'bg-neutral-soft',
  human: 'bg-human-soft',
}
