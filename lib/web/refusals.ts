import { env } from '@/lib/platform/env'
import { type Problem, problem, problemResponse } from '@/lib/platform/http/problem'

/** The one answer for what does not exist and for what belongs to another organization. */
export const notFound = () => problemResponse(problem('not-found'))

export const foreignOrigin = () =>
  problemResponse(
    problem('foreign-origin', { detail: `This desk answers changes only from ${new URL(env().APP_URL).origin}.` }),
  )

/** 422 that names each wrong field. */
export const notValid = (errors: NonNullable<Problem['errors']>) => problemResponse(problem('not-valid', { errors }))
