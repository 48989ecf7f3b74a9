import { ProblemError } from '@/lib/platform/http/fetch-json'
import { cachedItem } from '@/lib/reviews/client-cache'
import { claimItem, claimNext, extendClaim, holdClaim, releaseClaim } from '@/lib/reviews/client-commands'
import type { CommandResult } from '@/lib/reviews/client-run'
import { countsWords } from './counts-words'
import { formatClock } from './format-clock'
import { untilWords } from './format-until'
import { isCut } from './hold-presets'
import { isMineAlready, isOpenTo, leaseNow, type Surroundings, sayDoing, sayDone, tell } from './item-surroundings'
import { sayRefused, sayWhy } from './one-toast'

/** Taking an item, keeping it, giving it back. */
export function claimActions(surroundings: Surroundings) {
  const { client, asker } = surroundings
  const extend = async (id: string) => void tell(surroundings, id, 'Not extended', await extendClaim(client, asker, id))
  return {
    extend,
    /** The one key for both: claims what is free, extends what is mine. */
    claim: (id: string) => (leaseNow(surroundings, id)?.kind === 'mine' ? extend(id) : claim(surroundings, id)),
    /** By activity: a refusal shows in the claim bar by itself. */
    extendSilently: (id: string) => void extendClaim(client, asker, id),
    hold: (id: string, minutes: number) => hold(surroundings, id, minutes),
    release: async (id: string) => {
      const before = cachedItem(client, id)
      if (!isOpenTo(surroundings, id, 'release') || !before) return
      const sent = releaseClaim(client, asker, id)
      await sayDoing(surroundings, before, sent, { words: 'Released', refused: 'Not released' })
    },
    claimNext: () => claimFirst(surroundings),
  }
}

async function claim(surroundings: Surroundings, id: string): Promise<void> {
  const { client, asker } = surroundings
  const before = cachedItem(client, id)
  if (!isOpenTo(surroundings, id, 'claim') || !before) return
  const sent = claimItem(client, asker, id)
  await sayDoing(surroundings, before, sent, { words: 'Claimed', refused: 'Not claimed' })
}

/** On the way to something else: what is mine already is as good. */
export async function claimIfFree(surroundings: Surroundings, id: string): Promise<CommandResult | null> {
  if (leaseNow(surroundings, id)?.kind === 'mine') return null
  const result = await claimItem(surroundings.client, surroundings.asker, id)
  return isMineAlready(result) ? null : result
}

/** The organization sets a limit: what was granted is said, not what was asked for. */
async function hold(surroundings: Surroundings, id: string, minutes: number) {
  if (!isOpenTo(surroundings, id, 'hold')) return
  const { client, asker } = surroundings
  const claimed = await claimIfFree(surroundings, id)
  if (claimed && !tell(surroundings, id, 'Not held', claimed).ok) return
  const before = cachedItem(client, id)
  const result = tell(surroundings, id, 'Not held', await holdClaim(client, asker, id, minutes))
  if (!result.ok || !result.item.holder) return
  const { since: _, until } = result.item.holder
  const words = `Held until ${untilWords(until)}`
  sayDone(surroundings, result, {
    words: isCut(until, minutes, Date.now()) ? `${words}, the longest allowed` : words,
    before,
  })
}

/**
 * Opens it, unless its reader has meanwhile begun something else: that it is hers is said, and it waits in Mine.
 * @returns the item; null = nothing was free, or it was refused, and that was said
 */
async function claimFirst(surroundings: Surroundings): Promise<string | null> {
  const { client, asker, show, watchReader } = surroundings
  const isStillThere = watchReader()
  try {
    const { item, actionId, counts } = await claimNext(client, asker)
    if (!item) {
      sayWhy('Nothing is free to claim', countsWords(counts, formatClock))
      return null
    }
    if (isStillThere()) show(item.id, { resolving: false })
    sayDone(surroundings, { ok: true, item, actionId }, { words: 'Claimed', before: undefined })
    return item.id
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    sayRefused('Nothing was claimed', error.problem.title)
    return null
  }
}
