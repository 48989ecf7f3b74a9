import type { SignedInMember } from '@/lib/members/domain'

/** The browser tries again after this long. */
const RETRY_MS = 2_000
/** A browser that reads nothing is dropped with so many events waiting; it comes back and looks again. */
const MAX_WAITING = 256

type LiveEvent = 'change' | 'ready' | 'resync' | 'stale' | 'signed-out'

export interface LiveStream {
  member: Pick<SignedInMember, 'organizationId' | 'memberId' | 'sessionId'>
  send: (event: LiveEvent, data: object, id?: string) => void
  ping: () => void
  close: () => void
}

/** One browser's Server-Sent Events. `onClose` runs once, whoever ends it. */
export function openStream(member: LiveStream['member'], onClose: (stream: LiveStream) => void) {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null

  const write = (text: string) => {
    if (!controller) return
    if ((controller.desiredSize ?? 0) <= 0) return stream.close()
    controller.enqueue(encoder.encode(text))
  }
  const closed = () => {
    if (!controller) return false
    controller = null
    onClose(stream)
    return true
  }
  const stream: LiveStream = {
    member,
    send: (event, data, id) => write(`event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`),
    // An event and no comment: a browser hears it, and so notices the silence of a connection that died.
    ping: () => write('event: ping\ndata: {}\n\n'),
    close: () => {
      const ending = controller
      if (closed()) ending?.close()
    },
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start: (opened) => {
        controller = opened
        write(`retry: ${RETRY_MS}\n\n`)
      },
      cancel: () => void closed(),
    },
    new CountQueuingStrategy({ highWaterMark: MAX_WAITING }),
  )
  return { stream, body }
}
