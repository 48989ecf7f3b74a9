import { parseArgs } from 'node:util'
import { changeRole, deactivateMember } from '@/lib/members/membership-service'
import { findMembership } from '@/lib/members/membership-store'
import { type Role, roles, roleWords } from '@/lib/members/schema'
import { runCommand, say } from '@/lib/platform/command'

const USAGE = `npm run member -- --popp-organization <Popp's organization id> --email ana@agency.com --deactivate
    ends the membership: signed out everywhere at once, and everything she holds is free.
npm run member -- --popp-organization <Popp's organization id> --email ana@agency.com --role admin|recruiter|auditor
    gives another role; an auditor decides nothing, and holds nothing from then on.

DATABASE_URL is needed, unless the product is running here. New members: npm run create-admin.`

async function run(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      'popp-organization': { type: 'string' },
      email: { type: 'string' },
      deactivate: { type: 'boolean' },
      role: { type: 'string' },
    },
  })
  const { email, role, deactivate = false, 'popp-organization': organization } = values
  if (!email || !organization || deactivate === (role !== undefined) || (role !== undefined && !isRole(role))) {
    say(`Name an organization, an e-mail address, and one thing to do.\n\n${USAGE}`)
    return false
  }
  const membership = await findMembership(organization, email.trim().toLowerCase())
  if (!membership) {
    say(`Nothing was changed. ${email} is no active member of such an organization.`)
    return false
  }
  const changed = role ? await changeRole(membership, role, null) : await deactivateMember(membership, null)
  say(changed ? `${email} ${role ? `is ${roleWords[role]} now` : 'is no member any more'}.` : 'It was so already.')
  return true
}

const isRole = (text: string): text is Role => roles.some((role) => role === text)

await runCommand(USAGE, run)
