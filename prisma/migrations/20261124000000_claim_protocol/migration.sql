-- AlterTable
ALTER TABLE "members" ADD COLUMN     "preferences" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "review_items" ADD COLUMN     "due_at" TIMESTAMPTZ(6),
ADD COLUMN     "due_left_seconds" INTEGER,
ADD COLUMN     "preferred_member_id" UUID,
ADD COLUMN     "preferred_role" "role",
ADD COLUMN     "skip_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "snoozed_by_id" UUID,
ADD COLUMN     "snoozed_until" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "notes" ADD COLUMN     "edited_at" TIMESTAMPTZ(6),
ADD COLUMN     "idempotency_key" TEXT,
ADD COLUMN     "mentions" UUID[] DEFAULT ARRAY[]::UUID[];

-- CreateTable
CREATE TABLE "review_actions" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "batch_id" UUID,
    "idempotency_key" TEXT,
    "before" JSONB NOT NULL,
    "version_after" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(6),

    CONSTRAINT "review_actions_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "review_skips" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_skips_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "presence" (
    "organization_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "typing_at" TIMESTAMPTZ(6),

    CONSTRAINT "presence_pkey" PRIMARY KEY ("organization_id","member_id","review_item_id")
);

-- CreateTable
CREATE TABLE "review_settings" (
    "organization_id" UUID NOT NULL,
    "max_hold_minutes" INTEGER NOT NULL,
    "due_target_minutes" INTEGER,
    "working_hours" JSONB,
    "holidays" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_settings_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "campaign_targets" (
    "organization_id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "due_target_minutes" INTEGER NOT NULL,

    CONSTRAINT "campaign_targets_pkey" PRIMARY KEY ("organization_id","campaign")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "owner_id" UUID,
    "created_by_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "macros" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "owner_id" UUID,
    "created_by_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "note" TEXT,
    "outcome" TEXT,
    "reason" TEXT,
    "snooze" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "macros_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" UUID,
    "record_key" TEXT NOT NULL,
    "review_item_id" UUID,
    "note_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(6),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "note_versions" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "note_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "replaced_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "note_versions_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "review_actions_organization_id_review_item_id_idx" ON "review_actions"("organization_id", "review_item_id");

-- CreateIndex
CREATE INDEX "review_actions_organization_id_batch_id_idx" ON "review_actions"("organization_id", "batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_actions_organization_id_member_id_idempotency_key_key" ON "review_actions"("organization_id", "member_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "review_skips_organization_id_review_item_id_member_id_idx" ON "review_skips"("organization_id", "review_item_id", "member_id");

-- CreateIndex
CREATE INDEX "presence_organization_id_seen_at_idx" ON "presence"("organization_id", "seen_at");

-- CreateIndex
CREATE INDEX "saved_views_organization_id_owner_id_idx" ON "saved_views"("organization_id", "owner_id");

-- CreateIndex
CREATE INDEX "macros_organization_id_owner_id_idx" ON "macros"("organization_id", "owner_id");

-- CreateIndex
CREATE INDEX "notifications_organization_id_member_id_id_idx" ON "notifications"("organization_id", "member_id", "id");

-- CreateIndex
CREATE INDEX "note_versions_organization_id_note_id_idx" ON "note_versions"("organization_id", "note_id");

-- CreateIndex
CREATE UNIQUE INDEX "notes_organization_id_member_id_idempotency_key_key" ON "notes"("organization_id", "member_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "review_actions" ADD CONSTRAINT "review_actions_organization_id_review_item_id_fkey" FOREIGN KEY ("organization_id", "review_item_id") REFERENCES "review_items"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_skips" ADD CONSTRAINT "review_skips_organization_id_review_item_id_fkey" FOREIGN KEY ("organization_id", "review_item_id") REFERENCES "review_items"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_settings" ADD CONSTRAINT "review_settings_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note_versions" ADD CONSTRAINT "note_versions_organization_id_note_id_fkey" FOREIGN KEY ("organization_id", "note_id") REFERENCES "notes"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;



-- ─── What Prisma's schema cannot say ───────────────────────────────────────────

-- Written every few seconds, worth nothing after a crash.
ALTER TABLE "presence" SET UNLOGGED;

-- The open queue in the order in which it is offered: due first, then what has waited longest.
DROP INDEX "review_items_open_idx";
CREATE INDEX "review_items_open_idx" ON "review_items"
  ("organization_id", (coalesce("due_at", 'infinity'::timestamptz)), "opened_at", "id")
  INCLUDE ("holder_id", "lease_until", "snoozed_until") WHERE "state" = 'open';

-- What the worker looks for every second, over all organizations: leases and snoozes that are over.
CREATE INDEX "review_items_lease_idx" ON "review_items" ("lease_until") WHERE "holder_id" IS NOT NULL;
CREATE INDEX "review_items_snoozed_idx" ON "review_items" ("snoozed_until") WHERE "snoozed_until" IS NOT NULL;

-- Who snoozes holds nothing, and what is resolved does not sleep.
ALTER TABLE "review_items"
  ADD CONSTRAINT "review_items_snoozed_is_open_and_free" CHECK (
    "snoozed_until" IS NULL OR ("state" = 'open' AND "holder_id" IS NULL)
  );

-- The bell counts what is unread on every screen; a note that goes takes its notifications along.
CREATE INDEX "notifications_unread_idx" ON "notifications" ("organization_id", "member_id") WHERE "read_at" IS NULL;
CREATE INDEX "notifications_note_idx" ON "notifications" ("organization_id", "note_id") WHERE "note_id" IS NOT NULL;
CREATE INDEX "notifications_item_idx" ON "notifications" ("organization_id", "review_item_id") WHERE "review_item_id" IS NOT NULL;
