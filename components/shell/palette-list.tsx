'use client'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { afterPaint } from '@/lib/platform/frame'
import { Kbd } from '../ui/kbd'
import { firstLines, type PaletteGroup, type PaletteLine } from './palette-lines'

type PaletteListProps = {
  /** Those that fit what is typed. */
  groups: readonly PaletteGroup[]
  search: string
  onSearch: (search: string) => void
  onChoose: (line: PaletteLine) => void
}

/**
 * A field to type in and the lines that fit. The focus stays in the field; the arrows, Home, End and the pointer mark a line,
 * Enter takes it. Not on the library's list: that one measures and draws itself several times before it is first seen.
 */
export function PaletteList({ groups, search, onSearch, onChoose }: PaletteListProps) {
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [markedId, setMarkedId] = useState<string>()
  const shown = firstLines(groups, useInSight())
  const lines = shown.flatMap((group) => group.lines)
  const marked = lines.find(({ id }) => id === markedId) ?? lines[0]
  const optionId = (line: PaletteLine) => `${listId}${line.id}`
  const mark = (index: number) => {
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)]
    if (!line) return
    setMarkedId(line.id)
    document.getElementById(optionId(line))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const at = marked ? lines.indexOf(marked) : 0
    const keys: Record<string, () => void> = {
      ArrowDown: () => mark(at + 1),
      ArrowUp: () => mark(at - 1),
      Home: () => mark(0),
      End: () => mark(lines.length - 1),
      Enter: () => marked && onChoose(marked),
    }
    const run = keys[event.key]
    if (!run) return
    event.preventDefault()
    run()
  }
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: it is what the palette was opened for
        autoFocus
        type="text"
        role="combobox"
        aria-label="Commands"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={marked && optionId(marked)}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          onSearch(event.target.value)
          setMarkedId(undefined)
          list.current?.scrollTo({ top: 0 })
        }}
        onKeyDown={onKeyDown}
        maxLength={200}
        placeholder="Go to, do, or find a candidate…"
        className="h-12 w-full border-b bg-transparent px-4 text-base outline-none pointer-coarse:text-lg"
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Suggestions"
        className="max-h-[50vh] overflow-y-auto overscroll-contain p-1"
        // The focus stays in the field.
        onMouseDown={(event) => event.preventDefault()}
      >
        {lines.length === 0 && (
          <div role="presentation" className="px-3 py-2 text-muted text-xs">
            No command of that name.
          </div>
        )}
        {shown.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: lines of a list, and no form
          <div key={group.heading} role="group" aria-label={group.heading}>
            <div aria-hidden className="px-3 pt-2 pb-1 text-faint text-xs">
              {group.heading}
            </div>
            {group.lines.map((line, index) => (
              <Option
                key={line.id}
                id={optionId(line)}
                line={line}
                first={index === 0}
                marked={line === marked}
                onMark={() => setMarkedId(line.id)}
                onChoose={() => onChoose(line)}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

type OptionProps = {
  id: string
  line: PaletteLine
  /** Of its group: in sight, its heading is, too. */
  first: boolean
  marked: boolean
  onMark: () => void
  onChoose: () => void
}

function Option({ id, line: { icon, label, aside, shortcut }, first, marked, onMark, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field takes the marked line
    <div
      id={id}
      role="option"
      aria-selected={marked}
      tabIndex={-1}
      onPointerMove={marked ? undefined : onMark}
      onClick={onChoose}
      className={`flex h-9 cursor-default select-none items-center gap-2.5 rounded-sm px-3 aria-selected:bg-hover pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-muted ${first ? 'scroll-mt-8' : ''}`}
    >
      <span aria-hidden className="flex w-4 shrink-0">
        {icon}
      </span>
      <span className="truncate">{label}</span>
      {(aside || shortcut) && (
        <span className="ml-auto flex min-w-0 shrink-0 items-center gap-2 pl-2 text-muted text-xs">
          {aside}
          {shortcut && <Kbd>{shortcut}</Kbd>}
        </span>
      )}
    </div>
  )
}

const LINE_PX = 36

/** How many lines the first frame needs: what lies below the list's edge, half a window high, comes a frame later. */
function useInSight(): number {
  const [inSight, setInSight] = useState(() => Math.ceil(window.innerHeight / 2 / LINE_PX))
  useEffect(() => afterPaint(() => setInSight(Number.POSITIVE_INFINITY)), [])
  return inSight
}
