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

/** A colleague, as far as every member may know one. */
export const memberEntry = z.object({ memberId: z.string(), name: z.string(), role: z.enum(roles) })
export type MemberEntry = z.infer<typeof memberEntry>

/** Answer of `GET /api/members`: who is active in my organization, by name. */
export const memberList = z.object({ members: z.array(memberEntry) })
export type MemberList = z.infer<typeof memberList>

/** What the sign-in form sends. E-mail addresses are compared in lower case. */
export const credentials = z.object({
  email: z.string().trim().toLowerCase().min(3).max(254),
  password: z.string().min(1).max(256),
})

/** Answer of `GET /api/auth/session`: null = not signed in (any more). */
export const sessionAnswer = z.object({ member: currentMember.nullable() })
