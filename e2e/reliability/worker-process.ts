import { type DeskProcess, type Settings, startDeskProcess } from './desk-process'

/** The real worker, built, against the database of the calling test file unless `settings` name another. */
export async function startWorkerProcess(settings: Settings = {}): Promise<DeskProcess> {
  const worker = await startDeskProcess('worker', settings)
  const ready = new Promise<void>((resolve) => {
    worker.child.on('message', (message) => (message as { type?: string }).type === 'ready' && resolve())
  })
  const ended = worker.gone.then(() => {
    throw new Error('the worker ended before it was ready')
  })
  await Promise.race([ready, ended])
  return worker
}
