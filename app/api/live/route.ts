import { problem, problemResponse } from '@/lib/platform/http/problem'
import { addStream, removeStream } from '@/lib/web/live-registry'
import { openStream } from '@/lib/web/live-stream'
import { memberRoute } from '@/lib/web/member-route'

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: Next and proxies would gzip the stream, and so hold it back.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

export const GET = memberRoute('GET /api/live', {}, async ({ member, request }) => {
  const { stream, body } = openStream(member, removeStream)
  if (!addStream(stream, request.headers.get('last-event-id'))) {
    return problemResponse(problem('too-many-requests', { detail: 'Too many windows are open.' }))
  }
  request.signal.addEventListener('abort', stream.close)
  return new Response(body, { headers })
})
