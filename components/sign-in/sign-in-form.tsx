'use client'
import type { FormEvent, RefObject } from 'react'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { FormError } from './form-error'
import { PasswordInput } from './password-input'
import type { SignInState } from './use-sign-in'

export interface Typed {
  email: string
  password: string
}
/** What is missing, by field. */
export type Missing = Partial<Record<keyof Typed, string>>

type SignInFormProps = {
  missing: Missing
  state: SignInState
  onType: () => void
  onSubmit: () => void
  emailRef: RefObject<HTMLInputElement | null>
  passwordRef: RefObject<HTMLInputElement | null>
}

/**
 * The fields keep what is in them: held in state, what a password manager or a quick hand filled in before this script ran
 * would be lost.
 */
export function SignInForm({ missing, state, onType, onSubmit, emailRef, passwordRef }: SignInFormProps) {
  const wrong = state.refusal?.reason === 'wrong-credentials' || undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!state.busy) onSubmit()
  }
  return (
    // `post`: should it be sent before this script has loaded, the password does not end up in the address.
    <form method="post" noValidate aria-label="Sign in" onSubmit={submit} className="flex flex-col gap-4">
      <FormError refusal={state.refusal} at={state.at} />
      <Field label="E-mail" required error={missing.email}>
        {(control) => (
          <Input
            {...control}
            ref={emailRef}
            aria-invalid={control['aria-invalid'] ?? wrong}
            type="email"
            name="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            onChange={onType}
            className="h-10"
          />
        )}
      </Field>
      <Field label="Password" required error={missing.password}>
        {(control) => (
          <PasswordInput
            {...control}
            ref={passwordRef}
            aria-invalid={control['aria-invalid'] ?? wrong}
            name="password"
            autoComplete="current-password"
            maxLength={256}
            onChange={onType}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={state.busy} className="mt-1">
        {state.busy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
