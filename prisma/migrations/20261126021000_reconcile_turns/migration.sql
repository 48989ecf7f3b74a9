-- Open runs take turns, wait without holding a worker, and end when a page fails for good or Popp's pages go round in circles.
ALTER TABLE "reconcile_runs"
  ADD COLUMN "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "pages" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "marked_token" TEXT;

DROP INDEX "reconcile_runs_open_idx";
CREATE INDEX "reconcile_runs_open_idx" ON "reconcile_runs" ("next_at") WHERE "state" IN ('waiting', 'running');
