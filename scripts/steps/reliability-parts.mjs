/**
 * The long forms of what `npm test` checks in small: each a file of tests, and of them those whose name fits `only`.
 * Project `real` and `heavy`: the file is part of `npm test` too and grows with RELIABILITY=long; `long`: minutes, only
 * here. `needsBuild`: it runs the production build. A line that a test writes as `measured: …` or `seed: …` is shown.
 */
export const PARTS = [
  {
    ...{ name: 'model', title: 'Model test', size: '10,000 sequences' },
    ...{ project: 'real', file: 'lib/reviews/model.property.db.test.ts' },
  },
  {
    ...{ name: 'race', title: 'Race for one item', size: '1,000 × 200 claims' },
    ...{ project: 'real', file: 'lib/reviews/claim.db.test.ts', only: 'of 200 claims' },
  },
  {
    ...{ name: 'queue', title: 'Claim next', size: '50 clients, 2,000 items' },
    ...{ project: 'real', file: 'lib/reviews/queue.db.test.ts', only: 'empty a queue' },
  },
  {
    ...{ name: 'expiry', title: 'Expiry and return', size: '60 in a row' },
    ...{ project: 'real', file: 'lib/worker/sweep-loop.db.test.ts' },
  },
  {
    ...{ name: 'kills', title: 'Kills under deliveries', size: '10,000 deliveries, 20 kills' },
    ...{ project: 'heavy', file: 'e2e/reliability/kills.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'orders', title: 'Disorder', size: '720 orders, 10,000 random runs' },
    ...{ project: 'heavy', file: 'e2e/reliability/orders.db.test.ts' },
  },
  {
    ...{ name: 'outage', title: 'Database away', size: '60 s at 200/s, five more faults' },
    ...{ project: 'heavy', file: 'e2e/reliability/outage-processes.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'commit', title: 'Around the commit', size: 'answer lost, three kills' },
    ...{ project: 'heavy', file: 'e2e/reliability/after-commit.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'poison', title: 'A poisonous event', size: '1 among 1,000' },
    ...{ project: 'heavy', file: 'e2e/reliability/poison.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'flood', title: 'Floods', size: '100 MB bodies, 2,000 half heads' },
    ...{ project: 'heavy', file: 'e2e/reliability/flood.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'fuzz', title: 'Fuzzed bodies', size: '100,000 read, 10,000 over HTTP' },
    ...{ project: 'heavy', file: 'e2e/reliability/fuzz.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'signatures', title: 'Signatures', size: '15 cases, every bit, rotation' },
    ...{ project: 'heavy', file: 'e2e/reliability/verification.db.test.ts' },
  },
  {
    ...{ name: 'foreign', title: 'A foreign name in the body', size: 'quarantined, every table counted' },
    ...{ project: 'heavy', file: 'e2e/reliability/foreign.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'reconcile', title: 'Lost deliveries', size: '1 in 10 of 2,000 conversations' },
    ...{ project: 'heavy', file: 'e2e/reliability/reconcile.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'acting', title: 'Acting in Popp', size: '300 conversations, API down, a kill' },
    ...{ project: 'heavy', file: 'e2e/reliability/acting.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'search', title: 'One event found', size: 'among 100,000, in under 300 ms' },
    ...{ project: 'heavy', file: 'e2e/reliability/deliveries.test.ts', only: 'one is found', needsBuild: true },
  },
  {
    ...{ name: 'replay', title: 'Replay', size: '5,000 events, cancel' },
    ...{ project: 'heavy', file: 'e2e/reliability/deliveries.test.ts', only: 'a replay of', needsBuild: true },
  },
  {
    ...{ name: 'issues', title: 'Issues and alerts', size: '200 failures, three ways to tell' },
    ...{ project: 'heavy', file: 'e2e/reliability/issues.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'history', title: 'Kills and history', size: '16 clients, 60 s' },
    ...{ project: 'long', file: 'e2e/reliability/history.long.ts', needsBuild: true },
  },
]
