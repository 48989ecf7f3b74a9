-- ─── What Prisma's schema cannot say ───────────────────────────────────────────

-- A round takes a few calls of each kind of each organization: it finds those that are first without reading the others.
CREATE INDEX "outward_calls_lanes_idx" ON "outward_calls" ("organization_id", "kind", "due_at", "id") WHERE "state" IN ('waiting', 'sending');
-- Whose sender died, asked in every round: as short as what is on its way, however much waits.
CREATE INDEX "outward_calls_sending_idx" ON "outward_calls" ("lease_until") WHERE "state" = 'sending';
DROP INDEX "outward_calls_open_idx";
