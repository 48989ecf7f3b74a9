const clock = (timeZone?: string) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })

/** "14:05" where the reader is. The server does not know where that is: until then it is said in UTC. */
export const clockTime = (iso: string, hydrated: boolean): string =>
  clock(hydrated ? undefined : 'UTC').format(new Date(iso))
