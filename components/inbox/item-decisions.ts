import { cachedItem } from '@/lib/reviews/client-cache'
import { type ResolveInput, reopenItem, resolveItem } from '@/lib/reviews/client-commands'
import type { CommandResult } from '@/lib/reviews/client-run'
import { resolutionWords } from '@/lib/reviews/words'
import { claimIfFree } from './item-claims'
import { forgetReopenDraft, restoreReopenDraft } from './item-drafts'
import { isOpenTo, leaseNow, type Surroundings, sayDone, tell } from './item-surroundings'
import { forgetResolveDraft, restoreResolveDraft } from './resolve-draft'

/** Deciding, and taking a decision back. */
export function decisionActions(surroundings: Surroundings) {
  const { show, ask } = surroundings
  return {
    /** Opens the panel; what nobody holds is claimed on the way. Of what is resolved it asks why to decide again. */
    startResolving: (id: string) => {
      const kind = leaseNow(surroundings, id)?.kind
      if (kind === 'resolved') return isOpenTo(surroundings, id, 'reopen') && ask(id, 'reopen')
      if (!isOpenTo(surroundings, id, 'resolve')) return
      show(id, { resolving: true })
      if (kind !== 'mine') void claimOnTheWay(surroundings, id)
    },
    /** `takeBack`: what else goes when it is undone. */
    resolve: (id: string, input: ResolveInput, takeBack?: () => void) =>
      resolveAndGoOn(surroundings, id, input, takeBack),
    reopen: (id: string, reason: string) => reopen(surroundings, id, reason),
  }
}

async function claimOnTheWay(surroundings: Surroundings, id: string) {
  const claimed = await claimIfFree(surroundings, id)
  if (claimed) tell(surroundings, id, 'Not claimed', claimed)
}

/** Resolves, claiming first what nobody holds (a lapsed claim of mine too). Refused, nothing moves and the text stays. */
async function resolveAndGoOn(
  surroundings: Surroundings,
  id: string,
  input: ResolveInput,
  takeBack?: () => void,
): Promise<CommandResult> {
  const { client, asker, prepareNext } = surroundings
  const { memberId } = asker
  const goOn = prepareNext(id)
  const kind = leaseNow(surroundings, id)?.kind
  const claimed = kind === 'free' || kind === 'snoozed' ? await claimIfFree(surroundings, id) : null
  if (claimed && !claimed.ok) return claimed
  const before = cachedItem(client, id)
  const result = await resolveItem(client, asker, id, input)
  if (!result.ok) return result
  forgetResolveDraft(memberId, id)
  sayDone(surroundings, result, {
    words: `Resolved: ${resolutionWords[input.outcome]}`,
    before,
    restore: () => restoreResolveDraft(memberId, id, input),
    takeBack,
    resolving: true,
  })
  goOn('Resolved')
  return result
}

async function reopen(surroundings: Surroundings, id: string, reason: string): Promise<CommandResult> {
  const { client, asker, show } = surroundings
  const before = cachedItem(client, id)
  const result = await reopenItem(client, asker, id, reason)
  if (!result.ok) return result
  forgetReopenDraft(asker.memberId, id)
  const restore = () => restoreReopenDraft(asker.memberId, id, reason)
  sayDone(surroundings, result, { words: 'Re-opened', before, restore })
  show(id, { resolving: false })
  return result
}
