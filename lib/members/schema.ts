import { z } from 'zod'

export const roles = ['recruiter', 'admin', 'auditor'] as const
export type Role = (typeof roles)[number]
export const roleWords: Record<Role, string> = { recruiter: 'Recruiter', admin: 'Admin', auditor: 'Auditor' }

/** The signed-in member, as screens know it. */
export const currentMember = z.object({
  memberId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  organizationName: z.string(),
})
export type CurrentMember = z.infer<typeof currentMember>
