import { handOverRequest } from '@/lib/reviews/schema'
import { handOverItem } from '@/lib/reviews/turn-service'
import { commandRoute } from '@/lib/web/command-route'

export const POST = commandRoute('POST /api/review-items/{id}/hand-over', handOverRequest, handOverItem)
