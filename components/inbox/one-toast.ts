import { toast } from 'sonner'

type Kind = 'done' | 'refused' | 'lease-ending' | 'lease'

const shown: Record<Kind, string | number> = { done: '', refused: '', 'lease-ending': '', lease: '' }

/** One of a kind at a time: a pile of them would cover the next item. Each gets its own full time. */
export function showOne(kind: Kind, show: () => string | number): void {
  toast.dismiss(shown[kind])
  shown[kind] = show()
}

export const dismissOne = (kind: Kind) => toast.dismiss(shown[kind])

/** What was not done, and why. */
const REFUSAL_MS = 8_000
export const sayRefused = (title: string, description: string) =>
  showOne('refused', () => toast.error(title, { description, duration: REFUSAL_MS }))

/** Why a key does nothing here. */
export const sayWhy = (title: string, description?: string) => showOne('refused', () => toast(title, { description }))
