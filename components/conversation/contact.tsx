import type { ConversationDetail } from '@/lib/conversations/schema'
import { CopyButton } from '../ui/copy-button'
import { DescriptionList } from '../ui/description-list'
import { visibleText } from '../ui/pretty-json'
import { mailHref, telephoneHref } from './contact-href'
import { Section } from './section'

/** How the candidate can be reached besides Popp. Without anything told there is nothing to say. */
export function Contact({ contact }: { contact: ConversationDetail['contact'] }) {
  if (!contact) return null
  const { phone, email } = contact
  return (
    <Section title="Contact">
      <DescriptionList
        className="sm:grid-cols-[6rem_minmax(0,1fr)]"
        items={[
          ...(phone
            ? [{ label: 'Phone', value: <Way label="phone number" text={phone} href={telephoneHref(phone)} /> }]
            : []),
          ...(email
            ? [{ label: 'E-mail', value: <Way label="e-mail address" text={email} href={mailHref(email)} /> }]
            : []),
        ]}
      />
    </Section>
  )
}

type WayProps = { label: string; text: string; href: string | null }

/** What is none that a telephone or a mail program could use is text only. */
const Way = ({ label, text, href }: WayProps) => (
  <span className="flex min-h-5 items-center gap-1">
    {href ? (
      <a href={href} className="min-w-0 break-all text-accent-text hover:underline">
        {visibleText(text)}
      </a>
    ) : (
      <span className="min-w-0 break-all">{visibleText(text)}</span>
    )}
    <CopyButton text={text} label={`Copy ${label}`} className="-my-1.5 size-7 pointer-coarse:size-9" />
  </span>
)
