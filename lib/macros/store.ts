import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { OrganizationId } from '@/lib/platform/tenant'
import { MACROS_MAX, type MacroRequest } from './schema'

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

/**
 * Null = there are as many as may be. A lock on the row of whose macros they are, the member or the organization, lets
 * requests of the same moment wait, so that none is one too many.
 */
export const insertMacro = (organizationId: OrganizationId, createdById: string, data: Columns) =>
  transaction(async (tx) => {
    const { ownerId } = data
    await (ownerId
      ? tx.$queryRaw`SELECT id FROM members WHERE organization_id = ${organizationId}::uuid AND id = ${ownerId}::uuid
          FOR NO KEY UPDATE`
      : tx.$queryRaw`SELECT id FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`)
    if ((await tx.macro.count({ where: { organizationId, ownerId } })) >= MACROS_MAX) return null
    return tx.macro.create({ data: { organizationId, id: newId(), createdById, ...data }, select })
  })

/** @returns whether it is still there */
export const updateMacro = async (organizationId: OrganizationId, id: string, data: Columns) =>
  (await db().macro.updateMany({ where: { organizationId, id }, data })).count > 0

export const deleteMacro = async (organizationId: OrganizationId, id: string) =>
  (await db().macro.deleteMany({ where: { organizationId, id } })).count > 0
