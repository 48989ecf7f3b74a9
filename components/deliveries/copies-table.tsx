import { DataTable, DataTableCell, DataTableHead, DataTableRow } from '../ui/data-table'
import { formatCount } from '../ui/format-count'
import { answerWords, type Copy } from './delivery-words'
import { ExactTime } from './exact-time'
import { formatMs } from './format-amount'

/** Every request that carried the event: Popp repeats what it is not sure of. */
export function CopiesTable({ copies, total }: { copies: Copy[]; total: number }) {
  return (
    <section aria-labelledby="copies">
      <h3 id="copies" className="mb-1 font-semibold text-sm">
        Copies <span className="font-normal text-faint text-xs">{formatCount(total)}</span>
      </h3>
      {copies.length === 0 ? (
        <p className="text-muted">
          Not recorded: the process ended before it had written its log. The event itself is safe.
        </p>
      ) : (
        <DataTable
          label="Copies"
          head={
            <>
              <DataTableHead className="first:pl-0">Received</DataTableHead>
              <DataTableHead>Answer</DataTableHead>
              <DataTableHead align="end" className="last:pr-0">
                Acknowledged
              </DataTableHead>
            </>
          }
        >
          {copies.map((copy) => (
            <DataTableRow key={copy.id} className="hover:bg-transparent max-sm:px-0">
              <DataTableCell label="Received" className="first:pl-0">
                <ExactTime date={copy.receivedAt} />
              </DataTableCell>
              <DataTableCell label="Answer">
                {answerWords[copy.answer]} <span className="text-faint text-xs">{copy.status}</span>
              </DataTableCell>
              <DataTableCell label="Acknowledged" align="end" className="last:pr-0">
                {formatMs(copy.acknowledgedMs)}
              </DataTableCell>
            </DataTableRow>
          ))}
        </DataTable>
      )}
      {copies.length > 0 && copies.length < total && (
        <p className="mt-2 text-muted text-xs">The first {formatCount(copies.length)} are shown.</p>
      )}
    </section>
  )
}
