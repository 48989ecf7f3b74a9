'use client'
import type { RefObject } from 'react'
import type { ReviewItem } from '@/lib/reviews/schema'
import { HandOverDialog } from './hand-over-dialog'
import { holdChoices } from './hold-choices'
import type { ItemActions } from './item-actions'
import type { Question } from './item-surroundings'
import type { Lease } from './lease'
import { type PresetList, PresetMenu } from './preset-menu'
import { ReopenDialog } from './reopen-dialog'
import { SkipDialog } from './skip-dialog'
import { SnoozeAtDialog } from './snooze-at-dialog'
import { snoozeChoices } from './snooze-choices'

type ItemQuestionsProps = {
  /** Null = nothing is asked. */
  question: Question | null
  item: ReviewItem
  memberId: string
  lease: Lease
  actions: ItemActions
  onClose: () => void
  /** Where the keyboard goes when a menu closes and nothing else takes it. */
  returnTo: RefObject<HTMLElement | null>
}

/** What is asked before something is done to the item; its menus hang from the element around it. */
export function ItemQuestions(props: ItemQuestionsProps) {
  return (
    <>
      <PresetMenu list={choicesOf(props)} onClose={props.onClose} returnTo={props.returnTo} />
      <QuestionDialog {...props} />
    </>
  )
}

function choicesOf({ question, item: { id }, memberId, lease, actions }: ItemQuestionsProps): PresetList | null {
  if (question === 'hold') return holdChoices((minutes) => void actions.hold(id, minutes))
  if (question !== 'snooze') return null
  return snoozeChoices({
    memberId,
    asleep: lease.kind === 'snoozed',
    onSnooze: (until) => void actions.snooze(id, until),
    onWake: () => void actions.wake(id),
    onChooseTime: () => actions.ask(id, 'snooze-at'),
  })
}

function QuestionDialog({ question, item, memberId, actions, onClose }: ItemQuestionsProps) {
  const { id } = item
  const common = { item, memberId, onClose }
  switch (question) {
    case 'snooze-at':
      return <SnoozeAtDialog {...common} onSnooze={(until) => void actions.snooze(id, until)} />
    case 'hand-over':
      return <HandOverDialog {...common} onHandOver={(input) => actions.handOver(id, input)} />
    case 'skip':
      return <SkipDialog {...common} onSkip={(reason) => void actions.skip(id, reason)} />
    case 'reopen':
      return <ReopenDialog {...common} onReopen={(reason) => actions.reopen(id, reason)} />
    default:
      return null
  }
}
