import { parseArgs } from 'node:util'
import { addSigningSecret, newSigningSecret, retireOldSecrets } from '@/lib/organizations/rotate-secret'
import { runCommand, say } from '@/lib/platform/command'

const USAGE = `npm run rotate-secret -- --popp-organization <Popp's organization id>
    adds a signing secret: POPP_SIGNING_SECRET from the environment, or one that is made and shown once.
    Those that were active stay valid, so that Popp's portal can change over.
npm run rotate-secret -- --popp-organization <Popp's organization id> --retire-old
    retires all but the newest; nothing is added.

Needs the APP_SECRET that npm start runs with; DATABASE_URL too, unless the product is running here.`

const MIN_CHARACTERS = 8
const refusals = {
  'no-endpoint': 'There is no endpoint of such an organization: npm run create-admin makes the first one.',
  'other-app-secret': 'What is encrypted in this database was encrypted with another APP_SECRET.',
}

async function run(): Promise<boolean> {
  const options = { 'popp-organization': { type: 'string' }, 'retire-old': { type: 'boolean' } } as const
  const { values } = parseArgs({ options })
  const organization = values['popp-organization']
  if (!organization) {
    say(`--popp-organization is missing\n\n${USAGE}`)
    return false
  }
  return values['retire-old'] ? retire(organization) : add(organization)
}

async function add(organization: string): Promise<boolean> {
  const given = process.env.POPP_SIGNING_SECRET || null
  if (given && given.length < MIN_CHARACTERS) return refuse(`POPP_SIGNING_SECRET needs ${MIN_CHARACTERS} characters.`)
  const secret = given ?? newSigningSecret()
  const result = await addSigningSecret(organization, secret)
  if (!result.ok) return refuse(refusals[result.reason])
  if (!given) say(`New signing secret (shown once):  ${secret}`)
  say(result.added ? 'It was added; the ones before stay valid.' : 'POPP_SIGNING_SECRET was active already.')
  sayActive(result.active)
  if (result.active > 1) say('When Popp signs with the new one only: the same command with --retire-old.')
  return true
}

async function retire(organization: string): Promise<boolean> {
  const result = await retireOldSecrets(organization)
  if (!result.ok) return refuse(refusals[result.reason])
  say(`Retired: ${result.retired}.`)
  sayActive(result.active)
  return true
}

const sayActive = (count: number) => say(`Active signing secrets: ${count}.`)

function refuse(why: string): false {
  say(`Nothing was changed. ${why}`)
  return false
}

await runCommand(USAGE, run)
