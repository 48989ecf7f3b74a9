import type { MemberEntry } from '@/lib/members/schema'
import { roleWords } from '@/lib/members/schema'
import { Avatar } from '../ui/avatar'
import { cn } from '../ui/cn'
import { plainDirection } from '../ui/pretty-json'

type MentionListProps = {
  id: string
  offered: readonly MemberEntry[]
  active: number
  onMark: (index: number) => void
  onChoose: (member: MemberEntry) => void
}

export const optionId = (listId: string, index: number) => `${listId}-${index}`

/** The colleagues that an @ can mean. The focus stays in the text; the marked one is said by `aria-activedescendant`. */
export function MentionList({ id, offered, active, onMark, onChoose }: MentionListProps) {
  return (
    <>
      <p role="status" className="sr-only">
        {offered.length > 0 &&
          `${offered.length === 1 ? '1 colleague' : `${offered.length} colleagues`}, Enter inserts`}
      </p>
      {offered.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label="Colleagues"
          className="absolute top-full left-0 z-20 mt-1 w-72 max-w-full animate-appear rounded-md border bg-raised p-1 shadow-raised"
        >
          {offered.map((member, index) => (
            <div
              key={member.memberId}
              id={optionId(id, index)}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              // Not on click: the text would lose the focus first.
              onMouseDown={(event) => {
                event.preventDefault()
                onChoose(member)
              }}
              onMouseMove={() => onMark(index)}
              className={cn(
                'flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 pointer-coarse:min-h-11',
                index === active && 'bg-hover',
              )}
            >
              <Avatar name={member.name} size="sm" />
              <span className="min-w-0 flex-1 truncate">{plainDirection(member.name)}</span>
              <span className="text-faint text-xs">{roleWords[member.role]}</span>
            </div>
          ))}
        </div>
      )}
    </>
  )
}
