import type { Adopted } from './live-feed'
import { renderEvent } from './render'
import type { Sender } from './sender'
import { type Place, type StoriesOptions, storiesFrom } from './stories'
import type { Story } from './story'

const HOUR = 3_600_000
const HISTORY_STORIES = 300
const LANES = 16
/** Shorter than the receiver's retry window for payloads without an id (default 15 minutes), so surely a retry. */
const REPEATABLE_FOR_MS = 10 * 60_000

/**
 * Nobody has worked on a new demo's inbox, so each flagged story of the history is an open item: at the usual share the
 * first screen would show seventy. This gives about 25, half of them recent, some nearly two weeks old.
 */
function historyFlagShare({ newer }: Place): number {
  if (newer < 60) return 0.22
  return newer < 150 ? 0.09 : 0.04
}

/** Without a timestamp an old event looks like one of this minute: only recent stories are told that way. */
const historyOriginalShare = ({ ageMs }: Place): number => (ageMs < 6 * HOUR ? 0.4 : 0)

const OPTIONS: StoriesOptions = { flagShare: historyFlagShare, originalShare: historyOriginalShare }

/** The last 14 days of an organization, and what its newest conversations will still bring. */
export function historyStories(seed: number, organizationId: string, anchor: Date): Story[] {
  return storiesFrom(seed, HISTORY_STORIES, anchor, { ...OPTIONS, organizationId })
}

/** Whether a history that was interrupted may be sent again as it is; later, stories without ids are left out. */
export const isRepeatable = (anchor: Date, now: Date): boolean => now.getTime() - anchor.getTime() < REPEATABLE_FOR_MS

/** Sends all that happened up to `anchor`, oldest story first; within a story each event waits for the one before. */
export async function sendHistory(sender: Sender, stories: Story[], anchor: Date): Promise<void> {
  const waiting = stories.values()
  const lane = async () => {
    for (const story of waiting)
      for (const event of story.events)
        if (event.at <= anchor.getTime()) await sender.send(renderEvent(event, story.generation))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

/** The stories that have not ended at `anchor`. */
export function stillGoingOn(stories: Story[], anchor: Date): Adopted[] {
  return stories.flatMap((story) => {
    const next = story.events.findIndex(({ at }) => at > anchor.getTime())
    return next < 0 ? [] : [{ story, next, dueAt: story.events[next]!.at }]
  })
}
