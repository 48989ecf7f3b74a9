import { parseArgs } from 'node:util'
import { addSigningSecret, retireOldSecrets } from '@/lib/endpoints/rotate-secret'
import { SECRET_MIN_CHARACTERS, SECRETS_MAX } from '@/lib/endpoints/schema'
import { runCommand, say } from '@/lib/platform/command'

const USAGE = `npm run rotate-secret -- --popp-organization <Popp's organization id>
    adds a signing secret: POPP_SIGNING_SECRET from the environment, or one that is made and shown once.
    Those that were active stay valid, so that Popp's portal can change over.
npm run rotate-secret -- --popp-organization <Popp's organization id> --retire-old
    retires all but the newest; nothing is added.
--endpoint <id>: which one, where the organization has several (the last part of its address).

Needs the APP_SECRET that npm start runs with; DATABASE_URL too, unless the product is running here.`

const refusals = {
  'no-endpoint': 'There is no such endpoint of such an organization: npm run create-admin makes the first one.',
  'other-app-secret': 'What is encrypted in this database was encrypted with another APP_SECRET.',
  'too-many-secrets': `It has ${SECRETS_MAX} active secrets already: retire those that Popp no longer signs with.`,
  'which-endpoint': 'The organization has several endpoints; add --endpoint <id>:',
}

type Named = Parameters<typeof addSigningSecret>[0]

async function run(): Promise<boolean> {
  const options = {
    'popp-organization': { type: 'string' },
    endpoint: { type: 'string' },
    'retire-old': { type: 'boolean' },
  } as const
  const { values } = parseArgs({ options })
  const organization = values['popp-organization']
  if (!organization) {
    say(`--popp-organization is missing\n\n${USAGE}`)
    return false
  }
  const named = { poppOrganization: organization, endpointId: values.endpoint }
  return values['retire-old'] ? retire(named) : add(named)
}

async function add(named: Named): Promise<boolean> {
  const given = process.env.POPP_SIGNING_SECRET || null
  if (given && given.length < SECRET_MIN_CHARACTERS)
    return refuse(`POPP_SIGNING_SECRET needs ${SECRET_MIN_CHARACTERS} characters.`)
  const result = await addSigningSecret(named, given)
  if (!result.ok) return refuse(wordsOf(result))
  if (result.generatedSecret) say(`New signing secret (shown once):  ${result.generatedSecret}`)
  say(result.added ? 'It was added; the ones before stay valid.' : 'POPP_SIGNING_SECRET was active already.')
  sayActive(result.active)
  if (result.active > 1) say('When Popp signs with the new one only: the same command with --retire-old.')
  return true
}

async function retire(named: Named): Promise<boolean> {
  const result = await retireOldSecrets(named)
  if (!result.ok) return refuse(wordsOf(result))
  say(`Retired: ${result.retired}.`)
  sayActive(result.active)
  return true
}

type Refused = Extract<Awaited<ReturnType<typeof retireOldSecrets>>, { ok: false }>

const wordsOf = (refused: Refused) =>
  refused.reason === 'which-endpoint'
    ? [refusals[refused.reason], ...refused.endpoints.map(({ id, name }) => `  ${id}  ${name}`)].join('\n')
    : refusals[refused.reason]

const sayActive = (count: number) => say(`Active signing secrets: ${count}.`)

function refuse(why: string): false {
  say(`Nothing was changed. ${why}`)
  return false
}

await runCommand(USAGE, run)
