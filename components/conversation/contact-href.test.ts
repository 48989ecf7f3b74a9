import { expect, it } from 'vitest'
import { mailHref, telephoneHref } from './contact-href'

it.each([
  ['+31 6 1234 5678', 'tel:+31612345678'],
  [' (020) 123-45.67 ', 'tel:0201234567'],
  ['112', null],
  ['+31 6 1234 5678;phone-context=evil', null],
  ['javascript:alert(1)', null],
  ['ask her mother', null],
])('a telephone can call %s: %s', (text, href) => expect(telephoneHref(text)).toBe(href))

it.each([
  ['zoe.bell@example.test', 'mailto:zoe.bell@example.test'],
  ['zoë@exämple.test', 'mailto:zo%C3%AB@ex%C3%A4mple.test'],
  ['zoe@example.test?bcc=other@example.test', null],
  ['zoe@example.test,other@example.test', null],
  ['zoe@example.test\r\nBcc: other@example.test', null],
  ['none', null],
])('a mail program can write to %s: %s', (text, href) => expect(mailHref(text)).toBe(href))
