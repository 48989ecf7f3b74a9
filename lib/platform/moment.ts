import { z } from 'zod'

/** A moment that a client sends: ISO 8601, in a year that PostgreSQL knows (there is none 0). */
export const moment = (options: Parameters<typeof z.iso.datetime>[0] = {}) =>
  z.iso.datetime(options).refine((text) => !text.startsWith('0000'), 'Say a year after 0.')
