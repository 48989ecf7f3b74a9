import type { DeliverySelection } from './use-delivery-selection'

const target =
  'relative z-10 -m-2 inline-flex size-8 cursor-pointer items-center justify-center align-middle pointer-coarse:size-11'

/** In a row: selects its event, for a replay. */
export function DeliveryBox({ id, name, selection }: { id: string; name: string; selection: DeliverySelection }) {
  return (
    <label className={target}>
      <input
        type="checkbox"
        data-select={id}
        aria-label={`Select ${name}`}
        checked={selection.isSelected(id)}
        onChange={() => selection.toggle(id)}
        className="size-4 cursor-pointer accent-(--accent)"
      />
    </label>
  )
}

/** Selects every row that is loaded; half checked while only some are. */
export function AllDeliveriesBox({ selection }: { selection: DeliverySelection }) {
  const all = selection.all || selection.allLoaded
  const setHalf = (box: HTMLInputElement | null) => {
    if (box) box.indeterminate = !all && selection.ids.size > 0
  }
  return (
    <label className={target}>
      <input
        ref={setHalf}
        type="checkbox"
        aria-label="Select all loaded deliveries"
        checked={all}
        onChange={selection.toggleLoaded}
        className="size-4 cursor-pointer accent-(--accent)"
      />
    </label>
  )
}
