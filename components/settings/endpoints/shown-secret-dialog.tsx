'use client'
import { Button } from '../../ui/button'
import { CopyLine } from '../../ui/copy-line'
import { Dialog } from '../../ui/dialog'

type ShownSecretDialogProps = { secret: string; url: string; onClose: () => void }

/** The only time that a made secret is seen. Closed by its button alone: a stray click must not lose it. */
export const ShownSecretDialog = ({ secret, url, onClose }: ShownSecretDialogProps) => (
  <Dialog
    open
    dismissible={false}
    onOpenChange={(open) => open || onClose()}
    title="Enter this in Popp’s portal"
    description="The secret is shown now and never again: it is kept encrypted, and nobody can read it back."
    footer={
      <Button variant="primary" onClick={onClose}>
        I have entered it
      </Button>
    }
  >
    <div className="flex flex-col gap-4">
      <CopyLine label="Signing secret" text={secret} />
      <CopyLine label="Address" text={url} />
    </div>
  </Dialog>
)
