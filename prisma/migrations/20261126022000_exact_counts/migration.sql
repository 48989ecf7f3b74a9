-- Of a flood not every request has a row of its own; a row says how many more it stands for.
ALTER TABLE "deliveries" ADD COLUMN     "others" INTEGER NOT NULL DEFAULT 0;

-- What was there before has been counted.
ALTER TABLE "deliveries" ADD COLUMN     "counted" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "deliveries" ALTER COLUMN "counted" SET DEFAULT false;
ALTER TABLE "event_work" ADD COLUMN     "counted" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "event_work" ALTER COLUMN "counted" SET DEFAULT false;

-- ─── What Prisma's schema cannot say ───────────────────────────────────────────

-- What the watch of issues has still to count, whenever and by whichever process it was written.
CREATE INDEX "deliveries_uncounted_idx" ON "deliveries" ("organization_id", "id") WHERE "answer" = 'rejected' AND NOT "counted";
CREATE INDEX "event_work_uncounted_idx" ON "event_work" ("organization_id", "event_id") WHERE "state" = 'quarantined' AND NOT "counted";
-- An organization's own oldest waiting event, behind whatever backlog of others.
CREATE INDEX "event_work_waiting_idx" ON "event_work" ("organization_id", "next_attempt_at") WHERE "state" = 'pending';
