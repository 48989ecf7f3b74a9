import { jsonResponse } from '@/lib/platform/http/problem'
import { replayResponse } from '@/lib/replays/http'
import { replayRequest } from '@/lib/replays/selection'
import { listReplays, startReplay } from '@/lib/replays/service'
import { memberRoute } from '@/lib/web/member-route'

export const GET = memberRoute('GET /api/replays', {}, async ({ member }) =>
  jsonResponse({ runs: await listReplays(member) }),
)

export const POST = memberRoute('POST /api/replays', { body: replayRequest }, async ({ member, body }) =>
  replayResponse(await startReplay(member, body), 201),
)
