import { z } from 'zod'
import { type Problem, problem, problemResponse } from '@/lib/platform/http/problem'
import { conversationParams } from './cursor'
import type { NoteRefusal } from './note-service'

/** Of a path. What is no id names no note: 404. */
export const noteParams = conversationParams.extend({ noteId: z.uuid() })

/** How each refusal is answered. */
const answers: Record<NoteRefusal['reason'], (reason: string) => Problem> = {
  'not-found': () => problem('not-found'),
  'not-author': (reason) => problem('conflict', { title: 'Only its author can change this note', reason }),
  'too-late': (reason) => problem('conflict', { title: 'This note is too old to be removed; edit it instead', reason }),
  'key-reused': (reason) =>
    problem('not-valid', {
      errors: [{ field: 'idempotency-key', message: 'This key was used for another note.' }],
      reason,
    }),
}

export const noteRefusal = ({ reason }: NoteRefusal): Response => problemResponse(answers[reason](reason))
