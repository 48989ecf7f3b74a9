import type { TestAnswer } from '@/lib/popp-connection/settings'

interface Words {
  title: string
  text: string
}

/** What the test came to, what it means, and what to do. */
export function testWords(answer: TestAnswer): Words {
  const { outcome, status, found, reached, tookMs, retryAfterSeconds } = answer
  const answered = status === null ? '' : ` Popp answered ${status} after ${tookMs} ms.`
  switch (outcome) {
    case 'ok': {
      const what = found ? 'one conversation was listed' : 'there are no conversations yet'
      return { title: 'The connection works.', text: `Popp answered ${status} after ${tookMs} ms: ${what}.` }
    }
    case 'no-key':
      return { title: 'No key is set.', text: 'Enter one and save first.' }
    case 'unauthorized':
      return { title: 'Popp refused the key.', text: `Check the key and your organization’s id at Popp.${answered}` }
    case 'not-found':
      return {
        title: 'There is no such call at this address.',
        text: `Check the address, with its version, and the path.${answered}`,
      }
    case 'rate-limited': {
      const when = retryAfterSeconds === null ? 'in a while' : `in ${retryAfterSeconds} s`
      return { title: 'Popp asks for a pause.', text: `Address and path are right. Try again ${when}.${answered}` }
    }
    case 'timeout':
    case 'circuit-open':
      return reached
        ? {
            title: 'Popp did not answer in time.',
            text: 'The connection stood, but no answer came. Try again in a while.',
          }
        : { title: 'No connection in time.', text: 'Check the address, and whether this server may connect to it.' }
    case 'unavailable':
      return reached
        ? { title: 'Popp is not well.', text: `Try again in a while.${answered}` }
        : {
            title: 'Nobody could be reached there.',
            text: 'Check the address, and whether this server may connect to it.',
          }
    case 'unreadable':
      return { title: 'That was no answer of Popp’s API.', text: `${unreadableWords(status)}${answered}` }
    default:
      return { title: 'Popp refused the call.', text: `Check the address and the path.${answered}` }
  }
}

const unreadableWords = (status: number | null) =>
  status !== null && status >= 300 && status < 400
    ? 'It points to another address, where the key is not sent. Check the address.'
    : 'What came is no list of conversations. Check the address.'
