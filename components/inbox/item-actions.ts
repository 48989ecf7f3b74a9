import { claimActions } from './item-claims'
import { decisionActions } from './item-decisions'
import type { Wish } from './item-gate'
import { macroActions } from './item-macros'
import { replyActions } from './item-replies'
import { isOpenTo, type Question, type Surroundings } from './item-surroundings'
import { turnActions } from './item-turns'

/** For whose sake a question is asked. */
const WISH: Record<Question, Wish> = {
  snooze: 'snooze',
  'snooze-at': 'snooze',
  hold: 'hold',
  'hand-over': 'hand-over',
  skip: 'skip',
  reopen: 'reopen',
  macros: 'snooze',
}

/** What a member does to items, and the words she hears about it: a key that can do nothing here says why. */
export const createItemActions = (surroundings: Surroundings) => ({
  ...claimActions(surroundings),
  ...turnActions(surroundings),
  ...decisionActions(surroundings),
  ...macroActions(surroundings),
  ...replyActions(surroundings),
  ask: (id: string, question: Question) => {
    if (isOpenTo(surroundings, id, WISH[question])) surroundings.ask(id, question)
  },
})

export type ItemActions = ReturnType<typeof createItemActions>
