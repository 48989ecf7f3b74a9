import { ArrowRight } from 'lucide-react'
import type { DemoAccount } from '@/lib/members/demo'
import { type Role, roleWords } from '@/lib/members/schema'
import { Avatar } from '../ui/avatar'
import { Spinner } from '../ui/spinner'

const ROLE_DOES: Record<Role, string> = {
  recruiter: 'Claims and resolves what Popp hands over',
  admin: 'Does the same, and sees every delivery of Popp’s',
  auditor: 'Reads everything, changes nothing',
}

type DemoAccountsProps = {
  accounts: DemoAccount[]
  /** The e-mail of the account that is being signed in. */
  chosen: string | null
  onChoose: (account: DemoAccount) => void
}

/** One click fills the form and sends it. Only demo mode has accounts to offer. */
export function DemoAccounts({ accounts, chosen, onChoose }: DemoAccountsProps) {
  return (
    <section aria-labelledby="demo-accounts">
      <h2 id="demo-accounts" className="font-semibold text-sm">
        Look around as
      </h2>
      <p className="mt-0.5 text-muted">A demo with made-up candidates. No password to remember.</p>
      <ul className="mt-3 divide-y rounded-md border bg-surface">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              aria-label={`Sign in as ${account.name}, ${roleWords[account.role]}`}
              onClick={() => onChoose(account)}
              className="group flex min-h-14 w-full items-center gap-3 px-3 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <Avatar name={account.name} />
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline gap-2">
                  <span className="truncate font-medium">{account.name}</span>
                  <span className="shrink-0 text-muted text-xs">{roleWords[account.role]}</span>
                </span>
                <span className="block text-muted text-xs">{ROLE_DOES[account.role]}</span>
              </span>
              {chosen === account.email ? (
                <Spinner className="text-muted" />
              ) : (
                <ArrowRight aria-hidden className="size-4 shrink-0 text-faint group-hover:text-text" />
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
