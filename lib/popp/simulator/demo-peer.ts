import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DemoTarget, Marker } from './demo-files'
import { historyStories } from './history'
import type { ApiServer } from './peer/api-server'
import { type Journal, knowLoad, openJournal } from './peer/journal'
import { createModel } from './peer/model'
import { createPeer, type Peer } from './peer/peer'
import type { Story } from './story'
import type { StoryEvent } from './story-event'

export interface DemoPeer extends Peer {
  /** A live event happens: the API knows it from now on, also after a restart. */
  happen(story: Story, event: StoryEvent): void
  close(): Promise<void>
}

interface DemoPeerOptions {
  directory: string
  signal: AbortSignal
  onNote: (note: Record<string, unknown>, message: string) => void
}

const LISTEN_AGAIN_MS = 2000

/** The demo's simulated Popp as its API shows it: the history, what was told live, and what was written to it. */
export async function openDemoPeer(
  { directory, signal, onNote }: DemoPeerOptions,
  target: DemoTarget,
  { seed, anchor, endpointPath }: Marker,
): Promise<DemoPeer> {
  const { organizationId, poppApi } = target
  let journal: Journal | undefined
  const model = createModel({ onWrite: (write) => journal?.write(write) })
  const until = Date.parse(anchor)
  for (const story of historyStories(seed, organizationId, new Date(anchor)))
    for (const event of story.events) if (event.at <= until) model.happen(story, event)
  journal = await openJournal(directory, { seed, organizationId, endpointPath }, model)
  const peer = createPeer({
    organizationId,
    model,
    key: poppApi?.key ?? randomBytes(32).toString('hex'),
    random: Math.random,
    know: (load) => {
      knowLoad(model, organizationId, load)
      journal?.load(load)
    },
  })
  const serving = poppApi ? listen(peer, Number(new URL(poppApi.baseUrl).port), signal, onNote) : null
  return {
    ...peer,
    happen: (story, event) => {
      model.happen(story, event)
      journal?.tell(story, event)
    },
    close: async () => {
      await (await serving)?.close()
      await journal?.flushed()
    },
  }
}

/** Whoever has taken the port since it was chosen may give it back; webhooks go on meanwhile. */
async function listen(
  peer: Peer,
  port: number,
  signal: AbortSignal,
  onNote: DemoPeerOptions['onNote'],
): Promise<ApiServer | null> {
  while (!signal.aborted) {
    try {
      const server = await peer.listen(port)
      onNote({ port }, 'serving the API')
      return server
    } catch (error) {
      onNote({ port, code: (error as { code?: string }).code }, 'the API is not served; trying again')
      await sleep(LISTEN_AGAIN_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  return null
}
