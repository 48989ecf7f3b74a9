import type { SignedInMember } from '@/lib/members/domain'
import { mayChangeOwned } from '@/lib/members/permissions-owned'
import { publish } from '@/lib/platform/live'
import { storableText } from '@/lib/popp/envelope'
import { MACRO_LIMITS, type Macro, type MacroRequest } from './schema'
import { deleteMacro, findMacro, insertMacro, listMacroRows, type MacroRow, updateMacro } from './store'

type Refusal = { ok: false; reason: 'not-found' | 'not-yours' | 'too-many' }
type Saved = { ok: true; macro: Macro } | Refusal

/** The member's own macros and those shared with her. */
export async function listMacros(member: SignedInMember): Promise<Macro[]> {
  const rows = await listMacroRows(member.organizationId, member.memberId)
  return rows.map((row) => toMacro(row, member))
}

export async function createMacro(member: SignedInMember, request: MacroRequest): Promise<Saved> {
  const { organizationId, memberId } = member
  const data = toColumns(member, request)
  const row = await insertMacro(organizationId, memberId, data)
  if (!row) return { ok: false, reason: 'too-many' }
  if (request.shared) publish(organizationId, 'settings')
  return { ok: true, macro: toMacro(row, member) }
}

/** Only who made a shared macro, or an admin, may change it; somebody else's own does not exist for others. */
export async function saveMacro(member: SignedInMember, id: string, request: MacroRequest): Promise<Saved> {
  const found = await editable(member, id)
  if (!found.ok) return found
  const data = toColumns(member, request, found.row)
  if (!(await updateMacro(member.organizationId, id, data))) return { ok: false, reason: 'not-found' }
  publish(member.organizationId, 'settings')
  return { ok: true, macro: toMacro({ ...found.row, ...data }, member) }
}

export async function removeMacro(member: SignedInMember, id: string): Promise<{ ok: true } | Refusal> {
  const found = await editable(member, id)
  if (!found.ok) return found
  await deleteMacro(member.organizationId, id)
  publish(member.organizationId, 'settings')
  return { ok: true }
}

async function editable(member: SignedInMember, id: string): Promise<{ ok: true; row: MacroRow } | Refusal> {
  const row = await findMacro(member.organizationId, member.memberId, id)
  if (!row) return { ok: false, reason: 'not-found' }
  return mayEdit(row, member) ? { ok: true, row } : { ok: false, reason: 'not-yours' }
}

const mayEdit = ({ ownerId, createdById }: MacroRow, member: SignedInMember) =>
  mayChangeOwned(member, { shared: ownerId === null, createdById })

/** A macro that is no longer shared becomes its maker's own. */
function toColumns({ memberId }: SignedInMember, { shared, ...request }: MacroRequest, before?: MacroRow) {
  const text = (value: string | null, max: number) => (value ? storableText(value, max) : null)
  return {
    ...request,
    name: storableText(request.name, MACRO_LIMITS.name),
    note: text(request.note, MACRO_LIMITS.note),
    reason: text(request.reason, MACRO_LIMITS.reason),
    ownerId: shared ? null : (before?.createdById ?? memberId),
  }
}

function toMacro(row: MacroRow, member: SignedInMember): Macro {
  const { ownerId, createdById: _, ...macro } = row
  return { ...macro, shared: ownerId === null, editable: mayEdit(row, member) } as Macro
}
