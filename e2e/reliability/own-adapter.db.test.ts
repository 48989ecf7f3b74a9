import { afterAll } from 'vitest'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { startIngestServer } from '@/lib/platform/testing/endpoint'
import { closeIngest } from '@/lib/webhooks/ingest'
import { ingestContract } from './ingest-contract'

useTestDatabase()
afterAll(async () => {
  await closeIngest()
  await closePublisher()
})
ingestContract(startIngestServer)
