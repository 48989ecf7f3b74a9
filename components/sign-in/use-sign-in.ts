'use client'
import { useState } from 'react'
import { type SignInAnswer, signIn } from '@/lib/members/client'

export type SignInState = { busy: boolean; refusal: Extract<SignInAnswer, { ok: false }> | null; at: number }

/** Signs in and goes on to `to`. Busy until the next page is there, so that nothing is sent twice. */
export function useSignIn(to: string) {
  const [state, setState] = useState<SignInState>({ busy: false, refusal: null, at: 0 })
  const submit = async (email: string, password: string) => {
    setState({ busy: true, refusal: null, at: 0 })
    const answer = await signIn(email, password)
    // A full load, not a soft one: nothing that a former member's session left in memory is shown to this one.
    if (answer.ok) window.location.replace(to)
    else setState({ busy: false, refusal: answer, at: Date.now() })
    return answer
  }
  return { ...state, submit, clear: () => setState({ busy: state.busy, refusal: null, at: 0 }) }
}
