'use client'
import { Plus, X } from 'lucide-react'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'

// Whoever may only read sees no buttons: the fieldset around them is disabled then.
export const RemoveButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <IconButton
    label={label}
    icon={<X aria-hidden className="size-4" />}
    onClick={onClick}
    className="group-disabled:hidden"
  />
)

export const AddButton = ({ children, onClick }: { children: string; onClick: () => void }) => (
  <Button size="sm" onClick={onClick} className="self-start group-disabled:hidden">
    <Plus aria-hidden className="size-3.5" />
    {children}
  </Button>
)
