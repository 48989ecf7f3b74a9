/** A field's name where its row or heading shows it already. */
export const HiddenLabel = ({ children }: { children: string }) => <span className="sr-only">{children}</span>
