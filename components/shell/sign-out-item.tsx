'use client'
import { LogOut } from 'lucide-react'
import { toast } from 'sonner'
import { signOut } from '@/lib/members/client'
import { DropdownMenuItem } from '../ui/dropdown-menu'

/** Ends the session on the server; what the member holds is free again. Drafts stay in this browser. */
export function SignOutItem() {
  const leave = async () => {
    // A full load, not a soft one: nothing of the old session stays in memory.
    if (await signOut()) window.location.assign('/login')
    else toast.error('You are still signed in', { description: 'The server could not be reached. Try again.' })
  }
  return (
    <DropdownMenuItem onSelect={() => void leave()}>
      <LogOut aria-hidden />
      Sign out
    </DropdownMenuItem>
  )
}
