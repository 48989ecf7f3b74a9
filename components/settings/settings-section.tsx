import { type ReactNode, useId } from 'react'

type SettingsSectionProps = { title: string; description?: ReactNode; children: ReactNode }

/** One matter on a settings screen, named for screen readers too. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-b py-5 last:border-b-0">
      <h2 id={id} className="font-medium text-base">
        {title}
      </h2>
      {description && <p className="mt-0.5 text-muted">{description}</p>}
      <div className="mt-3">{children}</div>
    </section>
  )
}
