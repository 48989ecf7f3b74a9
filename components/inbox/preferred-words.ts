import { type Role, roleWords } from '@/lib/members/schema'
import type { Receiver } from '@/lib/reviews/client-expected'
import type { Preferred } from '@/lib/reviews/schema'
import { plainDirection } from '../ui/pretty-json'

const roleGroup = (role: Role) => `any ${roleWords[role].toLowerCase()}`

/** "Ben Okoye", "any recruiter". */
export const receiverWords = (to: Receiver) => ('role' in to ? roleGroup(to.role) : plainDirection(to.name))

/** For whom an item waits first: "For you", "For Ben Okoye", "For any admin". */
export function preferredWords({ memberId, name, role }: Preferred, readerId: string): string {
  if (memberId === readerId) return 'For you'
  if (role) return `For ${roleGroup(role)}`
  return `For ${plainDirection(name ?? 'a former member')}`
}
