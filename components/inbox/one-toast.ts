import { toast } from 'sonner'
import { afterPaint } from '@/lib/platform/frame'

type Kind = 'done' | 'refused' | 'lease-ending' | 'lease'

const shown: Record<Kind, string | number> = { done: '', refused: '', 'lease-ending': '', lease: '' }
const waiting: Partial<Record<Kind, () => void>> = {}

/** One of a kind at a time: a pile of them would cover the next item. Each gets its own full time. */
export function showOne(kind: Kind, show: () => string | number): void {
  dismissOne(kind)
  shown[kind] = show()
}

/** The same for words about a change that is on screen itself: that one is shown first. */
export function showOneNext(kind: Kind, show: () => string | number): void {
  waiting[kind]?.()
  waiting[kind] = afterPaint(() => showOne(kind, show))
}

export function dismissOne(kind: Kind): void {
  waiting[kind]?.()
  toast.dismiss(shown[kind])
}

/** What was not done, and why. */
const REFUSAL_MS = 8_000
export const sayRefused = (title: string, description: string) =>
  showOne('refused', () => toast.error(title, { description, duration: REFUSAL_MS }))

/** Why a key does nothing here. */
export const sayWhy = (title: string, description?: string) => showOne('refused', () => toast(title, { description }))
