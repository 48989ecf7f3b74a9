/** Names one attempt, however often it is sent: a key of the idempotency header, and of a decision being written. */
// `crypto.randomUUID` is missing on plain http: `getRandomValues` is there everywhere.
export const newCommandKey = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('-')
