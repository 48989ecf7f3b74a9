import { GET } from '@/app/api/live/route'
import type { SignedInMember } from '@/lib/members/domain'
import { TestBrowser } from './browser'

export interface StreamEvent {
  event: string
  id?: string
  data: unknown
}

/** Reads `GET /api/live` as a browser's EventSource does; waits for what is expected instead of sleeping. */
export class TestStream {
  readonly events: StreamEvent[] = []
  pings = 0
  ended = false
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>
  private heard = () => {}

  private constructor(readonly response: Response) {
    this.reader = response.body!.getReader()
    void this.read()
  }

  static async open(member: SignedInMember, lastEventId?: string): Promise<TestStream> {
    const browser = await TestBrowser.of(member)
    const headers: Record<string, string> = lastEventId ? { 'last-event-id': lastEventId } : {}
    return new TestStream(await GET(browser.request('/api/live', { headers }), { params: Promise.resolve({}) }))
  }

  /** Fails with what did arrive when the condition is not met in time. */
  async until(met: (stream: TestStream) => boolean, withinMs = 15_000): Promise<void> {
    const deadline = Date.now() + withinMs
    while (!met(this)) {
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`not in ${withinMs} ms; heard ${JSON.stringify(this.events)}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        this.heard = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  untilEvent = (name: string, withinMs?: number) =>
    this.until(({ events }) => events.some(({ event }) => event === name), withinMs)

  of = (name: string) => this.events.filter(({ event }) => event === name)
  topics = () => this.of('change').flatMap(({ data }) => (data as { topics: string[] }).topics)
  close = () => this.reader.cancel()

  private async read() {
    const decoder = new TextDecoder()
    let text = ''
    for (;;) {
      const { done, value } = await this.reader.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop()!
      for (const block of blocks) this.take(block)
      this.heard()
    }
    this.ended = true
    this.heard()
  }

  private take(block: string) {
    const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]))
    const event = fields.get('event')
    if (event === 'ping') this.pings++
    else if (event) this.events.push({ event, id: fields.get('id'), data: JSON.parse(fields.get('data')!) })
  }
}
