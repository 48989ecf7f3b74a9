-- CreateEnum
CREATE TYPE "event_source" AS ENUM ('webhook', 'recovered', 'details');

-- CreateEnum
CREATE TYPE "replay_state" AS ENUM ('waiting', 'running', 'done', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "outward_state" AS ENUM ('waiting', 'sending', 'done', 'failed', 'unclear', 'cancelled');

-- CreateEnum
CREATE TYPE "reconcile_state" AS ENUM ('waiting', 'running', 'done', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "issue_state" AS ENUM ('open', 'acknowledged', 'resolved');

-- AlterTable
ALTER TABLE "endpoints" ADD COLUMN     "last_event_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "events" ADD COLUMN     "source" "event_source" NOT NULL DEFAULT 'webhook',
ALTER COLUMN "endpoint_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "event_work" ADD COLUMN     "indexed_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "issue_id" UUID,
ALTER COLUMN "record_key" DROP NOT NULL;

-- CreateTable
CREATE TABLE "event_fields" (
    "organization_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "keys" BIGINT[],

    CONSTRAINT "event_fields_pkey" PRIMARY KEY ("organization_id","event_id")
);

-- CreateTable
CREATE TABLE "replay_runs" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "dry_run" BOOLEAN NOT NULL,
    "selection" JSONB NOT NULL,
    "cap" INTEGER NOT NULL,
    "state" "replay_state" NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "cancel_requested_at" TIMESTAMPTZ(6),
    "lease_until" TIMESTAMPTZ(6),
    "cursor" UUID,
    "matched" INTEGER NOT NULL DEFAULT 0,
    "applied" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "reasons" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "replay_runs_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "popp_connections" (
    "organization_id" UUID NOT NULL,
    "base_url" TEXT NOT NULL,
    "key_ciphertext" BYTEA,
    "paths" JSONB NOT NULL DEFAULT '{}',
    "fetch_details" BOOLEAN NOT NULL DEFAULT true,
    "take_over_on_claim" BOOLEAN NOT NULL DEFAULT false,
    "hand_back_on_resolve" BOOLEAN NOT NULL DEFAULT false,
    "reconcile_every_minutes" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "popp_connections_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "popp_answers" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "call" TEXT NOT NULL,
    "record_key" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "popp_answers_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "outward_calls" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "outward_state" NOT NULL DEFAULT 'waiting',
    "record_key" TEXT,
    "review_item_id" UUID,
    "issue_id" UUID,
    "action_id" UUID,
    "member_id" UUID,
    "payload" BYTEA,
    "dedupe_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "error" TEXT,

    CONSTRAINT "outward_calls_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "reconcile_runs" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID,
    "state" "reconcile_state" NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "cancel_requested_at" TIMESTAMPTZ(6),
    "lease_until" TIMESTAMPTZ(6),
    "next_token" TEXT,
    "listed" INTEGER NOT NULL DEFAULT 0,
    "complete" INTEGER NOT NULL DEFAULT 0,
    "recovered" INTEGER NOT NULL DEFAULT 0,
    "unusable" INTEGER NOT NULL DEFAULT 0,
    "events" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "reconcile_runs_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "issues" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "endpoint_id" UUID,
    "state" "issue_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 0,
    "count" INTEGER NOT NULL DEFAULT 0,
    "total_count" INTEGER NOT NULL DEFAULT 0,
    "first_at" TIMESTAMPTZ(6) NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "recurrences" INTEGER NOT NULL DEFAULT 0,
    "acknowledged_at" TIMESTAMPTZ(6),
    "acknowledged_by" UUID,
    "resolved_at" TIMESTAMPTZ(6),
    "resolved_by" UUID,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "issues_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "alert_settings" (
    "organization_id" UUID NOT NULL,
    "mail_to" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "chat_ciphertext" BYTEA,
    "silence_minutes" INTEGER,
    "lag_seconds" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_settings_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "schedules" (
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(6),
    "last_at" TIMESTAMPTZ(6),
    "progress" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "schedules_pkey" PRIMARY KEY ("organization_id","name")
);

-- CreateTable
CREATE TABLE "process_metrics" (
    "id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "metrics" JSONB NOT NULL,

    CONSTRAINT "process_metrics_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "popp_answers_organization_id_record_key_call_id_idx" ON "popp_answers"("organization_id", "record_key", "call", "id");

-- CreateIndex
CREATE INDEX "outward_calls_organization_id_record_key_idx" ON "outward_calls"("organization_id", "record_key");

-- CreateIndex
CREATE UNIQUE INDEX "outward_calls_organization_id_dedupe_key_key" ON "outward_calls"("organization_id", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "issues_organization_id_kind_cause_key" ON "issues"("organization_id", "kind", "cause");




-- ─── What Prisma's schema cannot say ───────────────────────────────────────────

-- Worth nothing after a crash.
ALTER TABLE "process_metrics" SET UNLOGGED;

-- Which events have a payload field of this value.
CREATE INDEX "event_fields_keys_idx" ON "event_fields" USING gin ("keys");
-- What is still to be made findable: short, because it is done as events are applied.
CREATE INDEX "event_work_unindexed_idx" ON "event_work" ("organization_id", "event_id") WHERE "indexed_at" IS NULL;

-- What the worker asks for every second, over all organizations.
CREATE INDEX "outward_calls_open_idx" ON "outward_calls" ("due_at", "id") WHERE "state" IN ('waiting', 'sending');
CREATE INDEX "replay_runs_open_idx" ON "replay_runs" ("created_at") WHERE "state" IN ('waiting', 'running');
CREATE INDEX "reconcile_runs_open_idx" ON "reconcile_runs" ("created_at") WHERE "state" IN ('waiting', 'running');
CREATE INDEX "schedules_due_idx" ON "schedules" ("name", "next_at");

-- Undo cancels what its action wanted; what needs a person is listed by state.
CREATE INDEX "outward_calls_action_idx" ON "outward_calls" ("organization_id", "action_id") WHERE "action_id" IS NOT NULL;
CREATE INDEX "outward_calls_trouble_idx" ON "outward_calls" ("organization_id", "state", "id") WHERE "state" IN ('failed', 'unclear');

-- A notification is about a conversation or an issue.
ALTER TABLE "notifications"
  ADD CONSTRAINT "notifications_is_about_something" CHECK ("record_key" IS NOT NULL OR "issue_id" IS NOT NULL);

-- The numbers of a finished job add up.
ALTER TABLE "replay_runs"
  ADD CONSTRAINT "replay_runs_add_up" CHECK ("state" <> 'done' OR "applied" + "skipped" + "failed" = least("matched", "cap"));
ALTER TABLE "reconcile_runs"
  ADD CONSTRAINT "reconcile_runs_add_up" CHECK ("complete" + "recovered" + "unusable" = "listed");
