'use client'
import { useRef, useState } from 'react'
import type { DemoAccount } from '@/lib/members/demo'
import { ProductName } from '../shell/product-mark'
import { DemoAccounts } from './demo-accounts'
import { type Missing, SignInForm, type Typed } from './sign-in-form'
import { useSignIn } from './use-sign-in'

/** `to`: where to go on to. `accounts`: null outside demo mode. */
export function SignInScreen({ to, accounts }: { to: string; accounts: DemoAccount[] | null }) {
  const [sent, setSent] = useState<string | null>(null)
  const [missing, setMissing] = useState<Missing>({})
  const { submit, clear, ...state } = useSignIn(to)
  const emailRef = useRef<HTMLInputElement>(null)
  const passwordRef = useRef<HTMLInputElement>(null)

  const type = () => {
    setMissing({})
    if (state.refusal) clear()
  }
  const send = async () => {
    const what = { email: emailRef.current?.value ?? '', password: passwordRef.current?.value ?? '' }
    const now = missingOf(what)
    setSent(what.email)
    setMissing(now)
    if (now.email) return emailRef.current?.focus()
    if (now.password) return passwordRef.current?.focus()
    const answer = await submit(what.email, what.password)
    if (!answer.ok) passwordRef.current?.select()
  }
  const choose = ({ email, password }: DemoAccount) => {
    if (state.busy || !emailRef.current || !passwordRef.current) return
    emailRef.current.value = email
    passwordRef.current.value = password
    void send()
  }
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[max(2rem,12vh)] pb-8">
      <div className="flex w-full max-w-sm flex-col gap-8">
        <div className="flex flex-col gap-3">
          <ProductName className="font-semibold text-lg tracking-tight" />
          <div>
            <h1 className="font-semibold text-2xl tracking-tight">Sign in</h1>
            <p className="mt-1 text-muted">Decide the conversations that Popp hands to a person.</p>
          </div>
        </div>
        <SignInForm
          missing={missing}
          state={state}
          onType={type}
          onSubmit={() => void send()}
          emailRef={emailRef}
          passwordRef={passwordRef}
        />
        {accounts && <DemoAccounts accounts={accounts} chosen={state.busy ? sent : null} onChoose={choose} />}
      </div>
    </main>
  )
}

const missingOf = ({ email, password }: Typed): Missing => ({
  ...(email.trim().length < 3 && { email: 'Enter your e-mail address.' }),
  ...(password === '' && { password: 'Enter your password.' }),
})
