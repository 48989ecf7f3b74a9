/** The name of the worker's database session. It lives as long as the worker does, so it needs no heart-beat. */
export const WORKER_APPLICATION_NAME = 'review-desk-worker'

/** The worker listens here; the message is empty, it looks for itself what there is to do. */
export const WORK_CHANNEL = 'work'
