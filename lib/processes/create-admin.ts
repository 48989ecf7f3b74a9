import { parseArgs } from 'node:util'
import { createFirstMember, newMember } from '@/lib/members/first-member'
import { runCommand, say } from '@/lib/platform/command'

const USAGE = `npm run create-admin -- --email ana@agency.com --name "Ana Silva" \\
  --organization "Agency" --popp-organization <Popp's organization id> [--role admin|recruiter|auditor]

Needs the APP_SECRET that npm start runs with; DATABASE_URL and APP_URL too, unless the product is running here.
Secrets are read from the environment, never from the command line, where others on this machine see them:
  NEW_PASSWORD          the password; without it one is made and shown once
  POPP_SIGNING_SECRET   the signing secret from Popp's portal; without it one is made and shown once
For an e-mail address that is known already the password is set anew and its sessions end.`

function readArguments() {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      organization: { type: 'string' },
      'popp-organization': { type: 'string' },
    },
  })
  return newMember.safeParse({
    ...values,
    name: values.name ?? values.email,
    poppOrganization: values['popp-organization'],
    password: process.env.NEW_PASSWORD || null,
    signingSecret: process.env.POPP_SIGNING_SECRET || null,
  })
}

const SECRET_NOT_USED = `POPP_SIGNING_SECRET WAS NOT USED: the endpoint keeps the secrets that it has.
To add this one: npm run rotate-secret -- --popp-organization <Popp's organization id>`

const refusals = {
  'demo-organization': '--popp-organization names the demo organization: outside demo mode nobody can sign in to it.',
  'other-app-secret': 'What is encrypted in this database was encrypted with another APP_SECRET.',
}

const flags: Record<string, string> = {
  poppOrganization: '--popp-organization',
  password: 'NEW_PASSWORD',
  signingSecret: 'POPP_SIGNING_SECRET',
}

async function run(): Promise<boolean> {
  const given = readArguments()
  if (!given.success) {
    for (const { path, message } of given.error.issues)
      say(`${flags[String(path[0])] ?? `--${String(path[0])}`} ${message}`)
    say(`\n${USAGE}`)
    return false
  }
  const { email, role } = given.data
  const made = await createFirstMember(given.data)
  if (!made.ok) {
    say(`Nothing was made. ${refusals[made.reason]}`)
    return false
  }
  say(`${email} is ${role} of ${made.organizationName}.`)
  if (made.generatedPassword) say(`Password (shown once):        ${made.generatedPassword}`)
  if (!made.endpoint) {
    say('It has an endpoint already; its signing secret cannot be shown again.')
    if (given.data.signingSecret) say(SECRET_NOT_USED)
    return true
  }
  say(`Endpoint URL for Popp:        ${made.endpoint.url}`)
  if (made.endpoint.generatedSecret) say(`Signing secret (shown once):  ${made.endpoint.generatedSecret}`)
  return true
}

await runCommand(USAGE, run)
