import type { Role } from './schema'

/** Whose a view or a macro is. What is somebody's own does not exist for anybody else. */
export interface Ownership {
  shared: boolean
  createdById: string
}

interface Viewer {
  memberId: string
  role: Role
}

/** May she who sees it change it? What is shared is its creator's to change, and an admin's: creators leave. */
export const mayChangeOwned = ({ memberId, role }: Viewer, { shared, createdById }: Ownership) =>
  createdById === memberId || (shared && role === 'admin')
