import type { QueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { ProblemError } from '@/lib/platform/http/fetch-json'
import { cachedItem } from '@/lib/reviews/client-cache'
import { toServerTime } from '@/lib/reviews/client-clock'
import {
  type Asker,
  type CommandResult,
  claimItem,
  claimNext,
  extendClaim,
  type ResolveInput,
  releaseClaim,
  reopenItem,
  resolveItem,
} from '@/lib/reviews/client-commands'
import { resolutionWords } from '@/lib/reviews/words'
import { NO_NAME } from '../conversation/words'
import { plainDirection } from '../ui/pretty-json'
import { countsWords } from './counts-words'
import { formatClock } from './format-clock'
import { type Lease, leaseOf } from './lease'
import { refusalWords } from './refusal-words'
import { forgetResolveDraft, restoreResolveDraft } from './resolve-draft'

const UNDO_MS = 10_000
let lastResolvedToast: string | number = ''

export interface Surroundings {
  client: QueryClient
  asker: Asker
  /** Shows the item, with the resolve panel open or not. */
  show: (id: string, how: { resolving: boolean }) => void
  /** Called before a resolution is sent; what it returns is called once it is done, and goes on to the next item. */
  prepareNext: (id: string) => () => void
}

/** What a member does to items, and the words she hears about it: a key that can do nothing here says why. */
export function createItemActions(surroundings: Surroundings) {
  const { client, asker, show } = surroundings
  const lease = (id: string) => leaseNow(surroundings, id)
  const claim = async (id: string) => {
    if (lease(id)?.kind !== 'free') return sayWhyNot(lease(id))
    await tell(surroundings, id, 'Not claimed', await claimItem(client, asker, id))
  }
  const extend = async (id: string) => void tell(surroundings, id, 'Not extended', await extendClaim(client, asker, id))
  return {
    extend,
    /** The one key for both: claims what is free, extends what is mine. */
    claim: (id: string) => (lease(id)?.kind === 'mine' ? extend(id) : claim(id)),
    /** By activity: a refusal shows in the claim bar by itself. */
    extendSilently: (id: string) => void extendClaim(client, asker, id),
    release: async (id: string) => {
      if (lease(id)?.kind !== 'mine') return sayWhyNot(lease(id))
      const result = tell(surroundings, id, 'Not released', await releaseClaim(client, asker, id))
      if (result.ok) toast('Released', { description: 'Everybody can claim it again.' })
    },
    /** Opens the panel; what nobody holds is claimed on the way. */
    startResolving: (id: string) => {
      const { kind } = lease(id) ?? {}
      if (kind !== 'mine' && kind !== 'free') return sayWhyNot(lease(id))
      show(id, { resolving: true })
      if (kind === 'free') void claim(id)
    },
    resolve: (id: string, input: ResolveInput) => resolveAndGoOn(surroundings, id, input),
    reopen: async (id: string) => {
      const result = tell(surroundings, id, 'Not re-opened', await reopenItem(client, asker, id))
      if (result.ok) show(id, { resolving: false })
    },
    claimNext: () => claimNextItem(surroundings),
  }
}

export type ItemActions = ReturnType<typeof createItemActions>

function leaseNow({ client, asker }: Surroundings, id: string): Lease | undefined {
  const item = cachedItem(client, id)
  return item && leaseOf(item, asker.memberId, toServerTime(Date.now()))
}

/** A refusal in words, with the item as it now is. */
export const wordsOf = (client: QueryClient, id: string, refused: Extract<CommandResult, { ok: false }>) =>
  refusalWords({ ...refused, item: cachedItem(client, id) }, formatClock)

function tell({ client }: Surroundings, id: string, title: string, result: CommandResult): CommandResult {
  if (!result.ok && !wasMineAlready(result)) toast.error(title, { description: wordsOf(client, id, result) })
  return result
}

/** Claiming what is mine already (in another window perhaps) leaves it mine, which was wanted. */
const wasMineAlready = (result: CommandResult) => !result.ok && result.problem.reason === 'already-held'

function sayWhyNot(lease: Lease | undefined) {
  if (lease?.kind === 'others') toast(`Held by ${lease.holder.name} until ${formatClock(lease.holder.until)}`)
  else if (lease?.kind === 'resolved') toast('This item is resolved', { description: 'Re-open it to decide again.' })
  else if (lease) toast('You do not hold this item', { description: 'Claim it first.' })
}

async function claimNextItem({ client, asker, show }: Surroundings) {
  try {
    const { item, counts } = await claimNext(client, asker)
    if (item) show(item.id, { resolving: false })
    else toast('Nothing is free to claim', { description: countsWords(counts, formatClock) })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    toast.error('Nothing was claimed', { description: error.problem.title })
  }
}

/** Resolves, claiming first what nobody holds (a lapsed claim of mine too). Refused, nothing moves and the text stays. */
async function resolveAndGoOn(surroundings: Surroundings, id: string, input: ResolveInput): Promise<CommandResult> {
  const { client, asker, prepareNext } = surroundings
  const goOn = prepareNext(id)
  if (leaseNow(surroundings, id)?.kind === 'free') {
    const claimed = await claimItem(client, asker, id)
    if (!claimed.ok && !wasMineAlready(claimed)) return claimed
  }
  const result = await resolveItem(client, asker, id, input)
  if (!result.ok) return result
  forgetResolveDraft(asker.memberId, id)
  // One at a time: a pile of them would cover the next item. The older ones can be re-opened from their tab.
  toast.dismiss(lastResolvedToast)
  lastResolvedToast = toast.success(`Resolved: ${resolutionWords[input.outcome]}`, {
    description: plainDirection(result.item.candidateName ?? NO_NAME),
    duration: UNDO_MS,
    action: { label: 'Undo', onClick: () => void undo(surroundings, id, input) },
  })
  goOn()
  return result
}

/** Re-opens what was just resolved; it is mine again, and so are the words that were typed. */
async function undo(surroundings: Surroundings, id: string, input: ResolveInput) {
  const { client, asker, show } = surroundings
  // The notification gives the focus back to where it was before; afterwards it would take it from the panel.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  const undone = tell(surroundings, id, 'Not undone', await reopenItem(client, asker, id))
  if (!undone.ok) return
  restoreResolveDraft(asker.memberId, id, input)
  show(id, { resolving: true })
}
