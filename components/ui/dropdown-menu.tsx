'use client'
import { Check } from 'lucide-react'
import { DropdownMenu as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { Kbd } from './kbd'

const itemClass =
  'flex min-h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 text-sm outline-none pointer-coarse:min-h-11 ' +
  'data-[disabled]:text-faint data-[highlighted]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted'

/** Not modal: a menu that freezes and hides the page behind it is a dialog in disguise. */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />
}

export const DropdownMenuTrigger = Primitive.Trigger
export const DropdownMenuRadioGroup = Primitive.RadioGroup

export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        {...rest}
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 animate-appear overflow-y-auto rounded-md border bg-raised p-1 shadow-raised',
          className,
        )}
      />
    </Primitive.Portal>
  )
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { shortcut?: string; danger?: boolean }

export function DropdownMenuItem({ className, shortcut, danger, children, ...rest }: ItemProps) {
  return (
    <Primitive.Item {...rest} className={cn(itemClass, danger && 'text-fail [&_svg]:text-fail', className)}>
      {/* `asChild` takes exactly one child, and nothing beside it. */}
      {rest.asChild ? (
        children
      ) : (
        <>
          {children}
          {shortcut && (
            // Where there is no keyboard the key is hidden, and so is its place.
            <Trailing className="pointer-coarse:hidden">
              <Kbd>{shortcut}</Kbd>
            </Trailing>
          )}
        </>
      )}
    </Primitive.Item>
  )
}

export function DropdownMenuRadioItem({ className, children, ...rest }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem {...rest} className={cn(itemClass, className)}>
      {children}
      <Tick />
    </Primitive.RadioItem>
  )
}

export function DropdownMenuCheckboxItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem {...rest} className={cn(itemClass, className)}>
      {children}
      <Tick />
    </Primitive.CheckboxItem>
  )
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2 pt-2 pb-1 text-faint text-xs">{children}</Primitive.Label>
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 border-t" />
}

function Tick() {
  return (
    <Trailing>
      <Primitive.ItemIndicator>
        <Check aria-hidden />
      </Primitive.ItemIndicator>
    </Trailing>
  )
}

function Trailing({ children, className }: { children: ReactNode; className?: string }) {
  return <span className={cn('ml-auto flex pl-4', className)}>{children}</span>
}
