import { CloudOff } from 'lucide-react'
import { StateMessage } from '../ui/state-message'

/** For what was never loaded and cannot be now. It loads by itself when the network is back. */
export function OfflineState() {
  return (
    <StateMessage icon={<CloudOff />} title="Not loaded yet">
      You are offline. It loads by itself when you are back.
    </StateMessage>
  )
}
