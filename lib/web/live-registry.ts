import { randomBytes } from 'node:crypto'
import { validSessions } from '@/lib/members/service'
import { isDatabaseAway } from '@/lib/platform/database-away'
import { env } from '@/lib/platform/env'
import { errorFacts } from '@/lib/platform/error-facts'
import { type LiveMessage, listen } from '@/lib/platform/live-listener'
import { log } from '@/lib/platform/log'
import { forgetPerProcess, perProcess } from '@/lib/platform/singleton'
import { countStreamsBy } from '@/lib/platform/stream-count'
import type { LiveStream } from './live-stream'

/** Keeps proxies from closing a quiet stream, and is how often each stream's session is looked up again. */
const PING_MS = 15_000
const MAX_STREAMS_PER_MEMBER = 20

type Registry = ReturnType<typeof createRegistry>
const registry = (): Registry => perProcess('live-registry', createRegistry)

/** Takes a stream in, unless its member has too many. `lastEventId`: what the browser saw last, before it lost us. */
export const addStream = (stream: LiveStream, lastEventId: string | null) => registry().add(stream, lastEventId)
export const removeStream = (stream: LiveStream) => registry().remove(stream)

/** Ends every stream of this process and stops listening (shutdown): an open stream would keep the server alive. */
export const endAllStreams = async () => forgetPerProcess<Registry>('live-registry')?.end()

function createRegistry() {
  const streams = new Set<LiveStream>()
  countStreamsBy(() => streams.size)
  const sequences = new Map<string, number>()
  // Part of every id. A new one whenever messages may have been missed: then no id that a browser remembers fits.
  let epoch = newEpoch()
  let state: 'connecting' | 'up' | 'down' = 'connecting'

  const idOf = (organizationId: string) => `${epoch}.${sequences.get(organizationId) ?? 0}`
  const resync = (stream: LiveStream) => stream.send('resync', {}, idOf(stream.member.organizationId))

  const listener = listen(env().DATABASE_URL, {
    message: ({ organizationId, topics }: LiveMessage) => {
      sequences.set(organizationId, (sequences.get(organizationId) ?? 0) + 1)
      const theirs = [...streams].filter((stream) => stream.member.organizationId === organizationId)
      for (const stream of theirs) stream.send('change', { topics }, idOf(organizationId))
      if (topics.includes('members')) void dropInvalid(theirs)
    },
    up: () => {
      epoch = newEpoch()
      state = 'up'
      for (const stream of streams) resync(stream)
    },
    down: () => {
      state = 'down'
      for (const stream of streams) stream.send('stale', {})
    },
  })

  const timer = setInterval(() => {
    for (const stream of streams) stream.ping()
    void dropInvalid([...streams])
  }, PING_MS)
  timer.unref()

  return {
    add: (stream: LiveStream, lastEventId: string | null): boolean => {
      const theirs = [...streams].filter(({ member }) => member.memberId === stream.member.memberId)
      if (theirs.length >= MAX_STREAMS_PER_MEMBER) return false
      streams.add(stream)
      const id = idOf(stream.member.organizationId)
      if (state === 'down') stream.send('stale', {})
      // Not yet connected: `up` will tell this stream to look.
      else if (state === 'up' && lastEventId === id) stream.send('ready', {}, id)
      else if (state === 'up') resync(stream)
      return true
    },
    remove: (stream: LiveStream) => streams.delete(stream),
    end: async () => {
      clearInterval(timer)
      for (const stream of streams) stream.close()
      await listener.stop()
    },
  }
}

const newEpoch = () => randomBytes(6).toString('hex')

/** Ends those whose session opens nothing any more. One query for all of them. */
async function dropInvalid(streams: LiveStream[]) {
  if (streams.length === 0) return
  try {
    const valid = await validSessions([...new Set(streams.map(({ member }) => member.sessionId))])
    for (const stream of streams.filter(({ member }) => !valid.has(member.sessionId))) {
      stream.send('signed-out', {})
      stream.close()
    }
  } catch (error) {
    // Nobody can be removed while the database is away, and nothing is told either: the next round asks again.
    if (!isDatabaseAway(error)) log().error({ error: errorFacts(error) }, 'live sessions could not be looked up')
  }
}
