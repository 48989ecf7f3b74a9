import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { curlOf } from './curl'

test('a shell gets the body to the byte and signs it with the reader’s own secret', () => {
  const body = `{"event":"X'; rm -rf $HOME \`id\`","data":{"name":"O'Brien \\"é\\" $(id)"}}`
  const script = curlOf('https://desk.example/api/webhooks/popp/1', body, false)!.replace(
    /^curl .*$/m,
    'printf "%s\\n%s" "$SIGNATURE" "$BODY"',
  )
  const out = execFileSync('sh', ['-c', script], { env: { ...process.env, SECRET: 'whsec_x' } }).toString()
  expect(out).toBe(`${createHmac('sha256', 'whsec_x').update(body).digest('hex')}\n${body}`)
})

test('what a shell cannot carry whole is not offered', () => {
  expect(curlOf('https://desk.example', '{"a":1', true)).toBeNull()
  expect(curlOf('https://desk.example', '{"a":"\0"}', false)).toBeNull()
})
