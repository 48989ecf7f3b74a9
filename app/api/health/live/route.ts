import { jsonResponse } from '@/lib/platform/http/problem'

/** Asked while running, never answered at build time. */
export const dynamic = 'force-dynamic'

/** The process answers. */
export const GET = () => jsonResponse({ status: 'live' })
