import { perProcess } from './singleton'

const state = () => perProcess('stream-count', () => ({ count: () => 0 }))

/** Whoever keeps the live streams of this process says how to count them. */
export const countStreamsBy = (count: () => number): void => void Object.assign(state(), { count })

/** Browsers that listen to this process. */
export const streamCount = (): number => state().count()
