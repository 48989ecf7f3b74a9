/** What is done outside, by the worker, after the transaction that wanted it. */
export const outwardKinds = ['take-over', 'reply', 'hand-back', 'fetch-details', 'alert-mail', 'alert-chat'] as const
export type OutwardKind = (typeof outwardKinds)[number]
