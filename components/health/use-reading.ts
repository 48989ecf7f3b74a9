'use client'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'

/** Which stretch of a chart is read: under the pointer, or where the arrow keys went. Null = none. */
export function useReading(length: number) {
  const [active, setActive] = useState<number | null>(null)
  const within = (index: number) => Math.min(length - 1, Math.max(0, index))
  const onKeyDown = (event: KeyboardEvent) => {
    const from = active ?? length - 1
    const to: Record<string, number | null> = {
      ArrowLeft: active === null ? from : from - 1,
      ArrowDown: active === null ? from : from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      Home: 0,
      End: length - 1,
      Escape: null,
    }
    const next = to[event.key]
    if (next === undefined) return
    event.preventDefault()
    setActive(next === null ? null : within(next))
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setActive(within(Math.floor(((event.clientX - left) / width) * length)))
  }
  const forget = () => setActive(null)
  return { active, reader: { onKeyDown, onPointerMove, onPointerLeave: forget, onBlur: forget } }
}
