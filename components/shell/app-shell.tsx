import type { ReactNode } from 'react'
import { MemberMenu } from './member-menu'
import type { NavItem, ShellMember } from './nav'
import { NavLink } from './nav-link'
import { NotificationsMenu } from './notifications-menu'
import { OfflineBanner } from './offline-banner'
import { ProductMark, ProductName } from './product-mark'
import { ShellKeys } from './shell-keys'
import { MAIN_ID, SkipLink } from './skip-link'

type AppShellProps = {
  nav: NavItem[]
  organizationName: string
  member: ShellMember
  /** A client component that renders a DropdownMenuItem. */
  signOut?: ReactNode
  /** Above the page: LiveBanner and other banners that concern every screen. */
  banners?: ReactNode
  /** Screens outside the navigation that keys and palette lead to. */
  places?: NavItem[]
  children: ReactNode
}

/** The frame around every screen of the desk. It fills the window; panes scroll inside it. */
export function AppShell({ nav, organizationName, member, signOut, banners, places = [], children }: AppShellProps) {
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] sm:grid-cols-[3.5rem_minmax(0,1fr)] sm:grid-rows-1 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <SkipLink />
      <ShellKeys nav={nav} places={places} />
      <aside className="flex flex-col gap-1 border-r px-2 py-3 max-sm:hidden">
        <div className="mb-3 px-2 max-lg:self-center max-lg:px-0">
          <span className="max-lg:hidden">
            <ProductName />
          </span>
          <ProductMark className="size-5 lg:hidden" />
          <p title={organizationName} className="mt-0.5 truncate pl-7 text-muted text-xs max-lg:sr-only">
            {organizationName}
          </p>
        </div>
        <nav aria-label="Main" className="flex flex-col gap-0.5">
          {nav.map((item) => (
            <NavLink key={item.href} item={item} place="side" />
          ))}
        </nav>
        <div className="mt-auto flex items-center gap-1 max-lg:flex-col">
          <div className="flex min-w-0 flex-1 flex-col">
            <MemberMenu member={member} signOut={signOut} />
          </div>
          <NotificationsMenu side="top" />
        </div>
      </aside>
      <header className="flex h-12 items-center gap-3 border-b pr-2 pl-4 sm:hidden">
        <ProductMark />
        <p className="min-w-0 flex-1 truncate font-medium">{organizationName}</p>
        <NotificationsMenu side="bottom" />
        <MemberMenu member={member} signOut={signOut} compact />
      </header>
      <div className="flex min-h-0 min-w-0 flex-col bg-surface">
        <OfflineBanner />
        {banners}
        <main id={MAIN_ID} tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto outline-none">
          {children}
        </main>
      </div>
      <nav aria-label="Main" className="flex border-t pb-[env(safe-area-inset-bottom)] sm:hidden">
        {nav.map((item) => (
          <NavLink key={item.href} item={item} place="bottom" />
        ))}
      </nav>
    </div>
  )
}
