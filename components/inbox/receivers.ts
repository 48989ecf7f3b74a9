import { may } from '@/lib/members/permissions'
import { type MemberEntry, type Role, roles, roleWords } from '@/lib/members/schema'
import type { Receiver } from '@/lib/reviews/client-expected'
import { plainDirection } from '../ui/pretty-json'

export interface ReceiverLine {
  /** Unique, also among members of one name. */
  id: string
  name: string
  detail: string
  to: Receiver
}

const decides = (role: Role) => may(role, 'resolve-items')

/** Who can be handed an item: colleagues who may decide, by name, then everybody of a role. Not oneself. */
export function receivers(members: readonly MemberEntry[], readerId: string): ReceiverLine[] {
  const colleagues = members.filter(({ memberId, role }) => memberId !== readerId && decides(role))
  return [
    ...colleagues.map(({ memberId, name, role }) => ({
      id: memberId,
      name: plainDirection(name),
      detail: roleWords[role],
      to: { memberId, name },
    })),
    ...roles.filter(decides).map((role) => ({
      id: `role ${role}`,
      name: `Any ${roleWords[role].toLowerCase()}`,
      detail: 'Whoever claims next',
      to: { role },
    })),
  ]
}

/** Those with every word of the search somewhere in their name. */
export function matching(lines: readonly ReceiverLine[], search: string): ReceiverLine[] {
  const words = plain(search).split(/\s+/)
  return lines.filter(({ name }) => words.every((word) => plain(name).includes(word)))
}

/** Without accents: "thuy" finds Thuý. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
