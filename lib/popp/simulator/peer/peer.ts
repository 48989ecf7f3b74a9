import { randomBytes } from 'node:crypto'
import type { Random } from '../random'
import type { Sender } from '../sender'
import { ApiFaults } from './api-faults'
import { type ApiServer, startApiServer } from './api-server'
import { answerControl, type Command, type Done, obey } from './commands'
import { type MisbehavingSender, misbehave, NO_WEBHOOK_FAULTS, type WebhookFaults } from './misbehaving-sender'
import { createModel, type Model } from './model'

interface PeerOptions {
  organizationId: string
  key?: string
  port?: number
  /** Default: its own. */
  model?: Model
  random?: Random
  onRequest?: (request: { method: string; path: string }) => void
}

/** Popp as a peer: the API over a model, and the misbehaviour of API and webhooks under one control. */
export interface Peer {
  server: ApiServer
  key: string
  model: Model
  /** Wraps whatever sends the webhooks of this Popp. */
  misbehaving(sender: Sender): MisbehavingSender
  /** The secret that a command changed to, or the one given. */
  secretOr(secret: string): string
  control(command: Command): Promise<Done>
}

export async function openPeer(options: PeerOptions): Promise<Peer> {
  const { organizationId, key = `popp_${randomBytes(24).toString('base64url')}`, model = createModel() } = options
  const random = options.random ?? Math.random
  const apiFaults = new ApiFaults(random)
  const webhookFaults: WebhookFaults = { ...NO_WEBHOOK_FAULTS }
  let secret: string | undefined
  let sender: MisbehavingSender | undefined
  const commanded = {
    apiFaults,
    webhookFaults,
    setSecret: (changed: string) => {
      secret = changed
    },
    sendDropped: async () => (await sender?.sendDropped()) ?? [],
  }
  const standing = () => ({
    conversations: model.list(organizationId).length,
    writes: model.writes,
    webhooks: webhookFaults,
    api: apiFaults.ordered,
    dropped: sender?.dropped.length ?? 0,
  })
  const onControl = (method: string, body: string) => answerControl(commanded, standing, method, body)
  const { port, onRequest } = options
  const server = await startApiServer({ organizationId, key, model, faults: apiFaults, port, onControl, onRequest })
  return {
    server,
    key,
    model,
    misbehaving: (inner) => {
      sender = misbehave(inner, webhookFaults, random)
      return sender
    },
    secretOr: (given) => secret ?? given,
    control: (command) => obey(commanded, command),
  }
}
