import type { Role } from '@/lib/members/schema'

/** Whose a view is. Others' personal views do not exist for anybody else. */
export interface ViewOwnership {
  shared: boolean
  createdById: string
}

interface Viewer {
  memberId: string
  role: Role
}

/** May she who sees it change it? A shared view is its creator's to change, and an admin's: creators leave. */
export const mayChangeView = ({ memberId, role }: Viewer, view: ViewOwnership) =>
  view.createdById === memberId || (view.shared && role === 'admin')
