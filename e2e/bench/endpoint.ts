import { closeDb } from '@/lib/platform/db'
import { makeEndpoint } from '@/lib/platform/testing/endpoint'

// Makes an endpoint in the database of the environment and tells it to the bench that started this.
const { secrets, ...endpoint } = await makeEndpoint({ secrets: ['whsec_bench'] })
await closeDb()
process.send?.({ ...endpoint, secret: secrets[0]?.secret })
