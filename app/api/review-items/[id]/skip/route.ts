import { skipRequest } from '@/lib/reviews/schema'
import { skipItem } from '@/lib/reviews/turn-service'
import { commandRoute } from '@/lib/web/command-route'

export const POST = commandRoute('POST /api/review-items/{id}/skip', skipRequest, skipItem)
