import type { Random } from '../random'
import type { Sender } from '../sender'
import { ApiFaults } from './api-faults'
import { type ApiServer, startApiServer } from './api-server'
import { answerControl, type Command, type Commanded, type Done, obey } from './commands'
import { type MisbehavingSender, misbehave, NO_WEBHOOK_FAULTS, type WebhookFaults } from './misbehaving-sender'
import type { Model } from './model'

interface PeerOptions {
  organizationId: string
  key: string
  model: Model
  random: Random
  know?: Commanded['know']
  onRequest?: (request: { method: string; path: string }) => void
}

/** Popp as a peer: the API over a model, and the misbehaviour of API and webhooks under one control. */
export interface Peer {
  /** Serves API and control on this port of loopback; 0 = a free one. Rejects when it is taken. */
  listen(port: number): Promise<ApiServer>
  /** Wraps whatever sends the webhooks of this Popp. */
  misbehaving(sender: Sender): MisbehavingSender
  /** The secret that a command changed to, or the one given. */
  secretOr(secret: string): string
  control(command: Command): Promise<Done>
}

export function createPeer({ organizationId, key, model, random, know, onRequest }: PeerOptions): Peer {
  const apiFaults = new ApiFaults(random)
  const webhookFaults: WebhookFaults = { ...NO_WEBHOOK_FAULTS }
  let secret: string | undefined
  let sender: MisbehavingSender | undefined
  const commanded: Commanded = {
    apiFaults,
    webhookFaults,
    know,
    setSecret: (changed) => {
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
  return {
    listen: (port) => startApiServer({ organizationId, key, model, faults: apiFaults, port, onControl, onRequest }),
    misbehaving: (inner) => {
      sender = misbehave(inner, webhookFaults, random)
      return sender
    },
    secretOr: (given) => secret ?? given,
    control: (command) => obey(commanded, command),
  }
}
