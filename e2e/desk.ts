import { createEndpoint } from '@/lib/endpoints/provision-service'
import { db } from '@/lib/platform/db'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { deliver } from '@/lib/popp/simulator/deliver'
import { joinProduct } from './product'

const SIGNING_SECRET = 'whsec_of_the_browser_tests'

/** An organization of its own for one test, with an endpoint to which this test's Popp posts. */
export interface LiveDesk extends Desk {
  url: string
  endpointUrl: string
  signingSecret: string
  /** Posts a signed event and waits for its 200. */
  send: (type: string, data: Record<string, unknown> & { recordId: string }, at?: Date) => Promise<void>
  /** STARTED and NEEDS_REVIEW of one candidate. */
  flag: (recordId: string, firstName: string, lastName: string, reason?: string) => Promise<void>
}

let sent = 0

export async function createLiveDesk(name: string): Promise<LiveDesk> {
  const { url } = joinProduct()
  const desk = await createDesk(name)
  const endpointId = await createEndpoint(desk.organizationId, db(), { name: 'Popp', signingSecret: SIGNING_SECRET })
  const endpointUrl = `${url}/api/webhooks/popp/${endpointId}`
  const send: LiveDesk['send'] = async (event, data, at = new Date()) => {
    const payload = {
      event,
      eventId: `evt_${endpointId}_${++sent}`,
      eventTimestamp: at.toISOString(),
      data: { organizationId: `org_${desk.organizationId}`, ...data },
    }
    const result = await deliver(endpointUrl, SIGNING_SECRET, payload)
    if (result.status !== 200) throw new Error(`${event} was answered ${result.status}: ${result.text}`)
  }
  const flag: LiveDesk['flag'] = async (recordId, firstName, lastName, reason) => {
    const person = {
      recordId,
      participantFirstName: firstName,
      participantLastName: lastName,
      externalCampaignId: 'Night nurse, Utrecht',
    }
    await send('CONVERSATION_STARTED', { ...person, conversationStatus: 'ONGOING' })
    await send('CONVERSATION_NEEDS_REVIEW', { ...person, ...(reason ? { reason } : {}) })
  }
  return { ...desk, url, endpointUrl, signingSecret: SIGNING_SECRET, send, flag }
}
