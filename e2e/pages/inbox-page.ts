import { expect, type Locator, type Page } from '@playwright/test'

/** The inbox as a recruiter sees it: by names and roles, never by structure. */
export class InboxPage {
  readonly list: Locator
  readonly rows: Locator
  readonly detail: Locator
  readonly resolvePanel: Locator

  constructor(readonly page: Page) {
    this.list = page.getByRole('region', { name: 'Inbox' })
    this.rows = this.list.getByRole('list', { name: 'Review items' }).getByRole('listitem')
    this.detail = page.getByRole('region', { name: 'Review item' })
    this.resolvePanel = page.getByRole('region', { name: 'Resolve' })
  }

  /** Opened, and its event stream is connected: what comes now comes live. */
  async open(path = '/inbox', heading = 'Inbox') {
    const live = this.page.waitForResponse((response) => response.url().includes('/api/live') && response.ok())
    await this.page.goto(path)
    await expect(this.page.getByRole('heading', { name: heading }).first()).toBeAttached()
    await live
  }

  row(candidate: string) {
    return this.list.getByRole('listitem').filter({ hasText: candidate })
  }

  tab(name: 'Open' | 'Mine' | 'Snoozed' | 'Resolved') {
    return this.page.getByRole('link', { name: new RegExp(`^${name}`) }).first()
  }

  heading(candidate: string) {
    return this.detail.getByRole('heading', { name: candidate })
  }

  async resolve(outcome: string, reason: string) {
    await this.detail.getByRole('button', { name: 'Resolve' }).first().click()
    await this.resolvePanel.getByRole('radio', { name: outcome, exact: true }).click()
    await this.resolvePanel.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await this.resolvePanel.getByRole('button', { name: /^Resolve/ }).click()
    await expect(this.resolvePanel).toBeHidden()
  }
}
