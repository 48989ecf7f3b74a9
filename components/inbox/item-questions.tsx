'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { RefObject } from 'react'
import { macrosOptions } from '@/lib/macros/client'
import type { Macro } from '@/lib/macros/schema'
import type { ReviewItem } from '@/lib/reviews/schema'
import { MACRO_SETTINGS } from '../shell/nav'
import { HandOverDialog } from './hand-over-dialog'
import { holdChoices } from './hold-choices'
import type { ItemActions } from './item-actions'
import type { Question } from './item-surroundings'
import type { Lease } from './lease'
import { macroChoices } from './macro-choices'
import { type PresetList, PresetMenu } from './preset-menu'
import { ReopenDialog } from './reopen-dialog'
import { SkipDialog } from './skip-dialog'
import { SnoozeAtDialog } from './snooze-at-dialog'
import { snoozeChoices } from './snooze-choices'
import { type Questions, useQuestion } from './use-question'

type ItemQuestionsProps = {
  questions: Questions
  item: ReviewItem
  memberId: string
  lease: Lease
  actions: ItemActions
  /** Where the keyboard goes when a menu closes and nothing else takes it. */
  returnTo: RefObject<HTMLElement | null>
}

/** What is asked before something is done to the item; its menus hang from the element around it. */
export function ItemQuestions({ questions, ...props }: ItemQuestionsProps) {
  const question = useQuestion(questions, props.item.id)
  const router = useRouter()
  const macros = useQuery(macrosOptions()).data
  const manageMacros = () => router.push(MACRO_SETTINGS)
  return (
    <>
      <PresetMenu
        list={choicesOf({ ...props, question, macros, manageMacros })}
        onClose={questions.close}
        returnTo={props.returnTo}
      />
      <QuestionDialog {...props} question={question} onClose={questions.close} />
    </>
  )
}

type Asked = Omit<ItemQuestionsProps, 'questions'> & { question: Question | null }
type Macros = { macros: readonly Macro[] | undefined; manageMacros: () => void }

function choicesOf({
  question,
  item: { id },
  memberId,
  lease,
  actions,
  macros,
  manageMacros,
}: Asked & Macros): PresetList | null {
  if (question === 'macros')
    return macroChoices({ macros, onUse: (macro) => void actions.useMacro(id, macro), onManage: manageMacros })
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

function QuestionDialog({ question, item, memberId, actions, onClose }: Asked & { onClose: () => void }) {
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
