import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import type { MacroRequest } from './schema'

type Columns = Omit<MacroRequest, 'shared'> & { ownerId: string | null }

const select = {
  id: true,
  ownerId: true,
  createdById: true,
  name: true,
  key: true,
  note: true,
  outcome: true,
  reason: true,
  snooze: true,
} as const

/** The member's own and the shared ones: by key, then by name. */
export const listMacroRows = (organizationId: OrganizationId, memberId: string) =>
  db().macro.findMany({
    where: { organizationId, OR: [{ ownerId: null }, { ownerId: memberId }] },
    orderBy: [{ key: { sort: 'asc', nulls: 'last' } }, { name: 'asc' }, { id: 'asc' }],
    select,
  })

export type MacroRow = Awaited<ReturnType<typeof listMacroRows>>[number]

/** Null = unknown, another organization's, or somebody else's own. */
export const findMacro = (organizationId: OrganizationId, memberId: string, id: string) =>
  db().macro.findFirst({ where: { organizationId, id, OR: [{ ownerId: null }, { ownerId: memberId }] }, select })

export const countMacros = (organizationId: OrganizationId, ownerId: string | null) =>
  db().macro.count({ where: { organizationId, ownerId } })

export const insertMacro = (organizationId: OrganizationId, createdById: string, data: Columns) =>
  db().macro.create({ data: { organizationId, id: newId(), createdById, ...data }, select })

/** @returns whether it is still there */
export const updateMacro = async (organizationId: OrganizationId, id: string, data: Columns) =>
  (await db().macro.updateMany({ where: { organizationId, id }, data })).count > 0

export const deleteMacro = async (organizationId: OrganizationId, id: string) =>
  (await db().macro.deleteMany({ where: { organizationId, id } })).count > 0
