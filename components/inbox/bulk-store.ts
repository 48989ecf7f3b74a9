'use client'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { BulkCommand, SeenItem } from '@/lib/reviews/bulk-schema'
import { reviewKeys } from '@/lib/reviews/client'
import { type BulkRun, newBatchId, runBulk, startedRun } from '@/lib/reviews/client-bulk'
import { type BulkUndo, startedUndo, undoBulk } from '@/lib/reviews/client-bulk-undo'
import { UNDO_MINUTES } from '@/lib/reviews/domain'
import { rememberRun } from './bulk-memory'
import { doingWords, resultWords } from './bulk-words'
import { offerUndo, withdrawOffer } from './undo-offers'

/** One command on many items at a time, of the tab and not of a screen: it goes on while its reader looks elsewhere. */
export interface BulkState {
  run: BulkRun
  memberId: string
  /** The first part went out then: the server's time for undoing it runs from there. */
  startedAt: number
  /** Asked to stop; the part under way is finished first. */
  stopping: boolean
  undo: BulkUndo | null
}

let state: BulkState | null = null
let stop = new AbortController()
const listeners = new Set<() => void>()

function set(next: BulkState | null) {
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const none = () => null
export const bulkNow = () => state

/** This member's last command on many; another may have signed in since, in the same tab. */
export function useBulk(memberId: string): BulkState | null {
  const bulk = useSyncExternalStore(subscribe, bulkNow, none)
  return bulk?.memberId === memberId ? bulk : null
}

/** While it is: hundreds of items change every second, by this very tab. */
export const useBulkBusy = (memberId: string): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isBusy(state) && state?.memberId === memberId,
    () => false,
  )

export const isRunning = (bulk: BulkState | null) => bulk !== null && bulk.run.end === null
export const isUndoing = (bulk: BulkState | null) => bulk?.undo != null && bulk.undo.end === null
export const isBusy = (bulk: BulkState | null) => isRunning(bulk) || isUndoing(bulk)

/** The server lets an action be undone so long; a part is not offered when it may be too late for its first. */
export const undoEnds = ({ startedAt }: BulkState) => startedAt + UNDO_MINUTES * 60_000

export function startBulk(client: QueryClient, memberId: string, items: readonly SeenItem[], command: BulkCommand) {
  if (isBusy(state)) return
  const run = startedRun(newBatchId(), command, items)
  set({ run, memberId, startedAt: Date.now(), stopping: false, undo: null })
  void carryOn(client)
}

/** Goes on with what is left after a stop, a failure or a reload. */
export function resumeBulk(client: QueryClient) {
  if (!state || isBusy(state) || state.undo || state.run.left.length === 0) return
  set({ ...state, run: { ...state.run, end: null } })
  void carryOn(client)
}

export function stopBulk() {
  if (!state || !isRunning(state)) return
  stop.abort()
  set({ ...state, stopping: true })
}

/** A run that a reload has cut short: its reader is told what was done, and can go on or undo it. */
export function restoreBulk(saved: Omit<BulkState, 'stopping' | 'undo'>) {
  if (!state) set({ ...saved, stopping: false, undo: null })
}

/** Takes the result off the screen. */
export function dismissBulk() {
  if (!isBusy(state)) set(null)
}

async function carryOn(client: QueryClient) {
  stop = new AbortController()
  window.addEventListener('beforeunload', warn)
  window.addEventListener('pagehide', keep)
  const onProgress = (run: BulkRun) => state && set({ ...state, run })
  const run = await runBulk(state!.run, { signal: stop.signal, onProgress })
  ended({ ...state!, run, stopping: false })
  void client.invalidateQueries({ queryKey: reviewKeys.all })
  if (run.done.length === 0) return
  offerUndo({
    id: run.batchId,
    itemId: null,
    words: resultWords(run),
    undo: () => void undoLastBulk(client, run.batchId),
  })
}

/** Takes back all that the run has changed; after a failure, the rest. */
export async function undoLastBulk(client: QueryClient, batchId: string) {
  if (!state || isBusy(state) || state.run.batchId !== batchId || state.undo?.end === 'finished') return
  withdrawOffer(batchId)
  window.addEventListener('beforeunload', warn)
  const begun = state.undo ?? startedUndo(state.run)
  set({ ...state, undo: { ...begun, end: null } })
  const onProgress = (undo: BulkUndo) => state && set({ ...state, undo })
  ended({ ...state, undo: await undoBulk(begun, { onProgress }) })
  void client.invalidateQueries({ queryKey: reviewKeys.all })
}

function ended(next: BulkState) {
  window.removeEventListener('beforeunload', warn)
  window.removeEventListener('pagehide', keep)
  set(next)
}

/** Leaving now would leave the rest undone: the browser asks. */
function warn(event: BeforeUnloadEvent) {
  event.preventDefault()
}

/** Who leaves all the same is told on coming back how far it went. The part under way may or may not have been done. */
function keep() {
  if (state) rememberRun(state)
}

/** For whoever goes to another screen meanwhile. */
export const stillRunningWords = ({ run }: BulkState) => `${doingWords(run)} goes on`
