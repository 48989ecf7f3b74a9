import { expect, test } from 'vitest'
import { safePath } from './safe-path'

test.each(['/inbox', '/inbox/0199?tab=mine#notes', '/conversations?q=a%2F%2Fb'])('%s stays where it is', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  null,
  undefined,
  '',
  'inbox',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  '/..//evil.example',
  '/a/..\\\\evil.example',
  '/%2e%2e//evil.example',
])('sign-in never leads off this site: %j', (path) => {
  expect(safePath(path)).toBe('/')
})
