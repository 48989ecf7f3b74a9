/** Pure decisions about endpoints and their signing secrets. */

interface Standing {
  allowUnsigned: boolean
  /** Active ones. */
  secrets: readonly { id: string }[]
}

export type SecretRefusal = 'not-found' | 'last-secret'

/** An endpoint that takes only signed deliveries keeps a secret: without one it would refuse everything Popp sends. */
export function mayRetireSecret({ allowUnsigned, secrets }: Standing, secretId: string): SecretRefusal | null {
  if (!secrets.some(({ id }) => id === secretId)) return 'not-found'
  return secrets.length === 1 && !allowUnsigned ? 'last-secret' : null
}

export type ChangeRefusal = 'name-not-confirmed' | 'last-secret'

/** Unsigned deliveries let anybody in who knows the address: asked for by name; and who ends it must have a secret. */
export function mayChangeUnsigned(
  before: Standing & { name: string },
  wanted: { allowUnsigned?: boolean; confirmName?: string },
): ChangeRefusal | null {
  if (wanted.allowUnsigned === undefined || wanted.allowUnsigned === before.allowUnsigned) return null
  if (wanted.allowUnsigned) return isConfirmed(before.name, wanted.confirmName) ? null : 'name-not-confirmed'
  return before.secrets.length === 0 ? 'last-secret' : null
}

/** Spaces around a name are no other name. */
export const isConfirmed = (name: string, typed: string | undefined) => typed?.trim() === name.trim()
