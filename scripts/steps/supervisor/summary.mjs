import path from 'node:path'
import { readJson } from '../files.mjs'
import { root } from '../root.mjs'

/** What the reader needs now: where it runs, who can sign in, where Popp posts to, how to stop. */
export function summary({ appUrl, dataDir, demo, dev, role }, tookMs) {
  const lines = ['', `  ${bold('Review desk is ready')} after ${(tookMs / 1000).toFixed(1)} s`, '']
  const facts = role === 'worker' ? [['Role', 'worker only: no address']] : [['Open', bold(appUrl)]]
  const account = demo ? readJson(path.join(dataDir, 'demo.json')) : undefined
  if (account?.endpointUrl) facts.push(['Popp posts to', account.endpointUrl])
  facts.push(['Data', path.relative(root, dataDir).startsWith('..') ? dataDir : path.relative(root, dataDir)])
  if (demo && !dev) facts.push(['Logs', path.join(facts.at(-1)[1], 'logs')])
  lines.push(...facts.map(([name, value]) => `  ${name.padEnd(15)}${value}`), '')
  if (account?.accounts) lines.push(...accountTable(account.accounts), '')
  lines.push('  Stop with Ctrl-C.', '')
  return lines.join('\n')
}

function accountTable(accounts) {
  const width = Math.max(...accounts.map(({ email }) => email.length)) + 3
  return [
    '  Demo accounts',
    ...accounts.map(({ email, password, role }) => `    ${email.padEnd(width)}${password.padEnd(20)}  ${role}`),
  ]
}

const bold = (text) => (process.stdout.isTTY ? `\x1b[1m${text}\x1b[22m` : text)
