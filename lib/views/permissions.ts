import type { Role } from '@/lib/members/schema'

/** Whose a view is. */
export interface ViewOwnership {
  shared: boolean
  createdById: string
}

interface Viewer {
  memberId: string
  role: Role
}

/** Others' personal views do not exist for anybody else. */
export const maySeeView = ({ memberId }: Viewer, view: ViewOwnership) => view.shared || view.createdById === memberId

/** A shared view is its creator's to change, and an admin's: creators leave. */
export const mayChangeView = ({ memberId, role }: Viewer, view: ViewOwnership) =>
  view.createdById === memberId || (view.shared && role === 'admin')
