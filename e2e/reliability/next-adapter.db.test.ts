import { useTestDatabase } from '@/lib/platform/testing/database'
import { ingestContract } from './ingest-contract'
import { startWebProcess } from './web-process'

// The product must also run where our own server does not: under `next start`, or on a platform.
useTestDatabase()
ingestContract(() => startWebProcess('next'))
