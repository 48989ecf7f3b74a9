import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { SignInScreen } from '@/components/sign-in/sign-in-screen'
import { demoAccounts } from '@/lib/members/demo'
import { pageMember } from '@/lib/members/page'
import { safePath } from '@/lib/members/safe-path'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Promise<Record<string, string | string[] | undefined>>

/** `?from=`: the page that asked for a sign-in, and gets its reader back. */
export default async function LoginPage({ searchParams }: { searchParams: Search }) {
  const from = safePath([(await searchParams).from].flat()[0])
  const to = from === '/' || from.startsWith('/login') ? '/inbox' : from
  if (await pageMember()) redirect(to as Route)
  return <SignInScreen to={to} accounts={await demoAccounts()} />
}
