import type { Resolution } from '@/lib/reviews/schema'

/** "You" for the reader's own decision. By id: two members may have one name. */
export const resolverName = ({ byMemberId, byName }: Resolution, memberId: string) =>
  byMemberId === memberId ? 'You' : byName
