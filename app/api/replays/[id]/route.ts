import { jsonResponse } from '@/lib/platform/http/problem'
import { replayParams, replayResponse } from '@/lib/replays/http'
import { cancelReplay, getReplay } from '@/lib/replays/service'
import { memberRoute } from '@/lib/web/member-route'
import { notFound } from '@/lib/web/refusals'

export const GET = memberRoute('GET /api/replays/{id}', { params: replayParams }, async ({ member, params }) => {
  const replay = await getReplay(member, params.id)
  return replay ? jsonResponse(replay) : notFound()
})

export const DELETE = memberRoute('DELETE /api/replays/{id}', { params: replayParams }, async ({ member, params }) =>
  replayResponse(await cancelReplay(member, params.id)),
)
