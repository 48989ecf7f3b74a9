import type { IssueKind } from './schema'
import { codeOf, outgoingReason } from './words-cause'

/** A kind in one or two words, beside its icon. */
export const kindWords: Record<IssueKind, string> = {
  signature: 'Signature',
  schema: 'Not an event',
  foreign: 'Other organization',
  handler: 'Dead letters',
  silence: 'Silence',
  lag: 'Lag',
  'popp-api': 'Popp’s API',
  outgoing: 'Not sent',
}

interface IssueWords {
  /** What fails, for headings, mails and chat. */
  title: string
  /** What that means for what Popp sent. */
  what: string
  /** What a person does about it. */
  next: string
}

const ADDRESS_KNOWN =
  'If Popp signs correctly, somebody else knows the address: make a new endpoint, enter it in Popp’s portal and retire this one.'

const general: Record<IssueKind, IssueWords> = {
  signature: {
    title: 'Deliveries with a wrong signature are refused',
    what: 'Deliveries arrived whose signature matches no active secret of the endpoint. They were answered 401 and nothing in them was applied.',
    next: `Compare the signing secret in Popp’s portal with the endpoint’s; after a rotation there, add the new one under Settings › Endpoints. Popp sends again what was refused. ${ADDRESS_KNOWN}`,
  },
  schema: {
    title: 'Deliveries that are no event of Popp are refused',
    what: 'Deliveries arrived that are not an event as Popp describes it. They were refused and nothing in them was applied.',
    next: 'Open an example and look at its beginning. If Popp sent it, its format has changed: send Popp’s support the delivery’s id and time.',
  },
  foreign: {
    title: 'Events name another organization',
    what: 'Events with a valid signature of this endpoint name another organization of Popp. They are kept in quarantine and were applied nowhere.',
    next: 'In Popp’s portal, check which subaccount posts to this endpoint, and whether two subaccounts share its address or secret.',
  },
  handler: {
    title: 'Events could not be applied',
    what: 'Events were tried twelve times within about twenty minutes and then put among the dead letters. What they tell is missing from their conversations.',
    next: 'Open an example for its reason. When the cause is mended, replay the dead letters under Deliveries; nothing that was right is changed by that.',
  },
  silence: {
    title: 'An endpoint has gone quiet',
    what: 'No event has come for longer than usual at this time of day. The issue ends by itself with Popp’s next event.',
    next: 'Check in Popp’s portal that the webhook is enabled and that its address is this endpoint’s. Then send a test under Settings › Endpoints: if that arrives, the way is open and Popp has stopped sending. A test is not Popp speaking: it does not end this issue.',
  },
  lag: {
    title: 'Events are late',
    what: 'Between what happens at Popp and what the inbox shows, more time passes than the limit allows. The issue ends by itself when it is fast again.',
    next: 'Look at Health: if the queue is short, Popp sends late.',
  },
  'popp-api': {
    title: 'Popp’s API does not answer as it should',
    what: 'Calls to Popp’s API fail. Webhooks are not concerned; what only the API tells is missing meanwhile, and is asked for again.',
    next: 'Check the key and the address under Settings › Popp’s API with “Test connection”. If they are right, Popp does not answer: nothing is to be done here.',
  },
  outgoing: {
    title: 'Something could not be sent',
    what: 'What this desk does outside did not succeed after many tries. Work on conversations goes on.',
    next: 'Mend the cause, then repeat what failed.',
  },
}

/** More exact where the cause is known. */
const byCode: Partial<Record<IssueKind, Record<string, Partial<IssueWords>>>> = {
  signature: {
    'missing-signature': {
      title: 'Deliveries without a signature are refused',
      what: 'Deliveries arrived without an x-signature header. They were answered 401 and nothing in them was applied.',
      next: `Check in Popp’s portal that the webhook has a signing secret. ${ADDRESS_KNOWN}`,
    },
    'malformed-signature': {
      title: 'Deliveries with a malformed signature are refused',
      what: 'The x-signature header of deliveries is not an HMAC-SHA256 in hex or base64. They were answered 401 and nothing in them was applied.',
    },
  },
  schema: {
    'unsupported-type': {
      title: 'Deliveries that are not JSON by their type are refused',
      what: 'Deliveries arrived with another content type than application/json. They were answered 415.',
    },
    'too-large': {
      title: 'Deliveries above 1 MiB are refused',
      what: 'Deliveries arrived that are larger than 1 MiB. They were answered 413.',
    },
    'not-json': {
      title: 'Deliveries that are not JSON are refused',
      what: 'Deliveries arrived that cannot be read as JSON. They were answered 422.',
    },
    'no-envelope': {
      title: 'Deliveries without an event are refused',
      what: 'Deliveries arrived without the fields that every event of Popp has (event, data). They were answered 422.',
    },
  },
  lag: {
    arrival: {
      title: 'Events arrive late',
      what: 'Events reach this desk long after the time that Popp gives them: nineteen of twenty arrived later than the limit, for three minutes. The issue ends by itself when they arrive in time again.',
      next: 'Popp sends late, or sends again what it could not deliver before: look at Deliveries for refused ones, and ask Popp’s support if there are none.',
    },
    applying: {
      title: 'Events wait to be applied',
      what: 'Events that arrived wait longer than the limit until the inbox shows them. None is lost. The issue ends by itself when the queue moves again.',
      next: 'Look at Health for the queue and the worker. After a burst it catches up by itself; if the queue grows, start more workers.',
    },
  },
  'popp-api': {
    'list-conversations': { title: 'Popp’s list of conversations cannot be compared' },
  },
  outgoing: {
    popp: {
      title: 'Calls to Popp do not succeed',
      what: 'Taking over, replies, handing back or asking for details did not reach Popp after many tries. Work on conversations goes on here.',
      next: 'Check the access under Settings › Popp’s API, then repeat the calls from their conversations.',
    },
    'alert-mail': {
      title: 'Alert mails could not be sent',
      what: 'Mails about issues did not leave. The issues themselves stand here.',
      next: 'Check SMTP_URL and SMTP_FROM of this installation and the recipients under Settings › Alerts, then send a test there.',
    },
    'alert-chat': {
      title: 'Alerts could not be posted to the chat',
      what: 'Messages about issues did not reach the chat. The issues themselves stand here.',
      next: 'Make a new incoming webhook in the chat and enter it under Settings › Alerts, then send a test there.',
    },
  },
}

/**
 * In words, whatever the cause: one that is not known has the words of its kind. Outward calls fail for many reasons, each
 * an issue of its own: its title tells which.
 */
export function issueWords(issue: { kind: IssueKind; cause: string }): IssueWords {
  const words = { ...general[issue.kind], ...byCode[issue.kind]?.[codeOf(issue.cause)] }
  const reason = outgoingReason(issue)
  return reason ? { ...words, title: `${words.title}: ${reason}` } : words
}
