import { type PoppCall, poppCallNames, poppCalls } from '@/lib/popp/client/paths'
import type { ConnectionAnswer, SaveConnectionRequest } from '@/lib/popp-connection/settings'

/** The settings as the form has them: every path written out. */
export interface ConnectionDraft {
  baseUrl: string
  paths: Record<PoppCall, string>
  fetchDetails: boolean
  takeOverOnClaim: boolean
  handBackOnResolve: boolean
  reconcileEveryMinutes: number | null
}

/** What becomes of the key. It is kept in no draft: what is typed here must not lie around in a browser. */
export type KeyChange = { kind: 'keep' } | { kind: 'remove' } | { kind: 'replace'; key: string }

export const toDraft = (saved: ConnectionAnswer): ConnectionDraft => ({
  ...{ baseUrl: saved.baseUrl, fetchDetails: saved.fetchDetails, takeOverOnClaim: saved.takeOverOnClaim },
  ...{ handBackOnResolve: saved.handBackOnResolve, reconcileEveryMinutes: saved.reconcileEveryMinutes },
  paths: Object.fromEntries(poppCallNames.map((call) => [call, saved.paths[call] ?? poppCalls[call].path])) as Record<
    PoppCall,
    string
  >,
})

/** What the draft would save; not yet checked. */
export const toRequest = (draft: ConnectionDraft, change: KeyChange, version: number): SaveConnectionRequest => ({
  version,
  ...draft,
  ...(change.kind === 'remove' && { key: null }),
  ...(change.kind === 'replace' && { key: change.key }),
})
