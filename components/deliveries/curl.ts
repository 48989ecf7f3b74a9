/** In single quotes, for a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/**
 * The same request from a terminal. The signature is made there, from a secret that only its reader has. Null = a shell
 * cannot carry the body: it was cut, or has a NUL.
 */
export function curlOf(url: string, body: string, isCut: boolean): string | null {
  if (isCut || body.includes('\0') || body.includes('\ufffd')) return null
  return [
    `BODY=${quoted(body)}`,
    `SIGNATURE=$(printf %s "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)`,
    `curl -i ${quoted(url)} -H 'content-type: application/json' -H "x-signature: $SIGNATURE" --data-binary "$BODY"`,
  ].join('\n')
}
