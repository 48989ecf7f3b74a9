export interface Campaign {
  campaignId: string
  /** The vacancy's number in the staffing firm's own system; some firms have linked none. */
  externalCampaignId: string | null
  title: string
  weight: number
  /** Popp documents no scale for `scorecardTotalValue`; each campaign has its own here. Null: never scored. */
  score: { maximum: number; decimals: number } | null
  questions: Question[]
  /** Why the AI might ask for a person. Popp documents no reason field, so few flags carry one. */
  reviewReasons: string[]
}

/** `{2-9}` in a summary stands for a whole number in that range. */
export interface Question {
  ask: string
  passed: string[]
  failed: string[]
}
