import type { ReactNode, Ref } from 'react'
import { TruncateText } from '../ui/truncate-text'
import { NO_NAME } from './words'

type CandidateHeaderProps = {
  name: string | null
  campaign: string | null
  /** The level that fits the screen: h1 on the conversation's own page, h2 beside the inbox's list. */
  as: 'h1' | 'h2'
  /** Focused when another conversation was opened. */
  headingRef?: Ref<HTMLHeadingElement>
  badges?: ReactNode
  actions?: ReactNode
}

export function CandidateHeader({ name, campaign, as: Heading, headingRef, badges, actions }: CandidateHeaderProps) {
  return (
    <div className="flex items-start gap-4 px-4 pt-4 pb-3 sm:px-6">
      <div className="min-w-0 flex-1">
        <Heading ref={headingRef} tabIndex={-1} className="font-semibold text-xl outline-none">
          <TruncateText text={name ?? NO_NAME} className={name ? undefined : 'text-muted italic'} />
        </Heading>
        <TruncateText text={campaign ?? 'Campaign not sent'} className="text-muted" />
        {badges && <div className="mt-2 flex flex-wrap items-center gap-2">{badges}</div>}
      </div>
      {actions && <div className="-mr-2 flex shrink-0 items-center gap-1">{actions}</div>}
    </div>
  )
}
