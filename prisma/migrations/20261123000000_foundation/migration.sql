-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('recruiter', 'admin', 'auditor');

-- CreateEnum
CREATE TYPE "work_state" AS ENUM ('pending', 'applied', 'dead', 'quarantined');

-- CreateEnum
CREATE TYPE "delivery_answer" AS ENUM ('stored', 'duplicate', 'rejected');

-- CreateEnum
CREATE TYPE "review_state" AS ENUM ('open', 'resolved');

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "popp_organization_id" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "endpoints" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "allow_unsigned" BOOLEAN NOT NULL DEFAULT false,
    "retry_window_seconds" INTEGER NOT NULL DEFAULT 900,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "endpoints_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "endpoint_secrets" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(6),

    CONSTRAINT "endpoint_secrets_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(6),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deactivated_at" TIMESTAMPTZ(6),

    CONSTRAINT "members_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "events" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "record_key" TEXT,
    "type" TEXT NOT NULL,
    "secret_id" UUID,
    "body" BYTEA NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "event_work" (
    "organization_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "state" "work_state" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "next_attempt_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(6),
    "error" TEXT,

    CONSTRAINT "event_work_pkey" PRIMARY KEY ("organization_id","event_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "event_id" UUID,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "acknowledged_microseconds" INTEGER NOT NULL,
    "answer" "delivery_answer" NOT NULL,
    "status" INTEGER NOT NULL,
    "cause" TEXT,
    "size" INTEGER NOT NULL,
    "body" BYTEA,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "organization_id" UUID NOT NULL,
    "record_key" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "raw_status" TEXT,
    "ai_outcome" TEXT NOT NULL,
    "opted_out" BOOLEAN NOT NULL,
    "ended" BOOLEAN NOT NULL,
    "score" DOUBLE PRECISION,
    "first_name" TEXT,
    "last_name" TEXT,
    "candidate_name" TEXT,
    "candidate_id" TEXT,
    "external_id" TEXT,
    "external_campaign_id" TEXT,
    "campaign_id" TEXT,
    "conversation_url" TEXT,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "first_event_at" TIMESTAMPTZ(6) NOT NULL,
    "last_event_at" TIMESTAMPTZ(6) NOT NULL,
    "event_count" INTEGER NOT NULL,
    "unknown_types" TEXT[],

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("organization_id","record_key")
);

-- CreateTable
CREATE TABLE "screening_outcomes" (
    "organization_id" UUID NOT NULL,
    "record_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "raw_verdict" TEXT,
    "summary" TEXT,

    CONSTRAINT "screening_outcomes_pkey" PRIMARY KEY ("organization_id","record_key","position")
);

-- CreateTable
CREATE TABLE "review_items" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "record_key" TEXT NOT NULL,
    "state" "review_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 0,
    "holder_id" UUID,
    "held_since" TIMESTAMPTZ(6),
    "lease_until" TIMESTAMPTZ(6),
    "flag_count" INTEGER NOT NULL DEFAULT 0,
    "flagged_at" TIMESTAMPTZ(6) NOT NULL,
    "flag_reason" TEXT,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "returned" BOOLEAN NOT NULL DEFAULT false,
    "resolved_at" TIMESTAMPTZ(6),
    "resolution_id" UUID,

    CONSTRAINT "review_items_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "flags" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "flagged_at" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "flags_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "resolutions" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "review_item_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idempotency_key" TEXT NOT NULL,
    "reopened_at" TIMESTAMPTZ(6),

    CONSTRAINT "resolutions_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "notes" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "record_key" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "member_id" UUID,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organizations_popp_organization_id_key" ON "organizations"("popp_organization_id");

-- CreateIndex
CREATE INDEX "endpoints_id_idx" ON "endpoints"("id");

-- CreateIndex
CREATE INDEX "endpoint_secrets_organization_id_endpoint_id_idx" ON "endpoint_secrets"("organization_id", "endpoint_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_organization_id_user_id_key" ON "members"("organization_id", "user_id");

-- CreateIndex
CREATE INDEX "events_organization_id_record_key_idx" ON "events"("organization_id", "record_key");

-- CreateIndex
CREATE UNIQUE INDEX "events_organization_id_dedupe_key_key" ON "events"("organization_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "deliveries_organization_id_event_id_idx" ON "deliveries"("organization_id", "event_id");

-- CreateIndex
CREATE INDEX "review_items_organization_id_holder_id_idx" ON "review_items"("organization_id", "holder_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_items_organization_id_record_key_key" ON "review_items"("organization_id", "record_key");

-- CreateIndex
CREATE INDEX "flags_organization_id_review_item_id_idx" ON "flags"("organization_id", "review_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "flags_organization_id_event_id_key" ON "flags"("organization_id", "event_id");

-- CreateIndex
CREATE INDEX "resolutions_organization_id_review_item_id_idx" ON "resolutions"("organization_id", "review_item_id");

-- CreateIndex
CREATE UNIQUE INDEX "resolutions_organization_id_member_id_idempotency_key_key" ON "resolutions"("organization_id", "member_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "notes_organization_id_record_key_idx" ON "notes"("organization_id", "record_key");

-- CreateIndex
CREATE INDEX "audit_entries_organization_id_subject_type_subject_id_idx" ON "audit_entries"("organization_id", "subject_type", "subject_id");

-- AddForeignKey
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_secrets" ADD CONSTRAINT "endpoint_secrets_organization_id_endpoint_id_fkey" FOREIGN KEY ("organization_id", "endpoint_id") REFERENCES "endpoints"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "screening_outcomes" ADD CONSTRAINT "screening_outcomes_organization_id_record_key_fkey" FOREIGN KEY ("organization_id", "record_key") REFERENCES "conversations"("organization_id", "record_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_items" ADD CONSTRAINT "review_items_organization_id_record_key_fkey" FOREIGN KEY ("organization_id", "record_key") REFERENCES "conversations"("organization_id", "record_key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flags" ADD CONSTRAINT "flags_organization_id_review_item_id_fkey" FOREIGN KEY ("organization_id", "review_item_id") REFERENCES "review_items"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_organization_id_review_item_id_fkey" FOREIGN KEY ("organization_id", "review_item_id") REFERENCES "review_items"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_organization_id_record_key_fkey" FOREIGN KEY ("organization_id", "record_key") REFERENCES "conversations"("organization_id", "record_key") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ─── What Prisma's schema cannot say ───────────────────────────────────────────

-- Names are searched by any part: "ali" finds "Khalil".
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "conversations_search_idx" ON "conversations"
  USING gin ((coalesce("candidate_name", '') || ' ' || "record_id" || ' ' || coalesce("external_id", '') || ' ' || coalesce("candidate_id", '')) gin_trgm_ops);

-- Newest first, keyset pages: both columns in one direction.
CREATE INDEX "conversations_newest_idx" ON "conversations" ("organization_id", "last_event_at" DESC, "record_key" DESC);

-- The open queue, oldest first, covering what claim-next and the counts read.
CREATE INDEX "review_items_open_idx" ON "review_items" ("organization_id", "opened_at", "id")
  INCLUDE ("holder_id", "lease_until") WHERE "state" = 'open';
CREATE INDEX "review_items_resolved_idx" ON "review_items" ("organization_id", "resolved_at" DESC, "id" DESC)
  WHERE "state" = 'resolved';

-- The worker's queue: only what is still to be done.
CREATE INDEX "event_work_pending_idx" ON "event_work" ("next_attempt_at", "event_id") WHERE "state" = 'pending';
CREATE INDEX "event_work_trouble_idx" ON "event_work" ("organization_id", "state", "event_id") WHERE "state" IN ('dead', 'quarantined');

-- Rejected requests are listed and capped per endpoint.
CREATE INDEX "deliveries_rejected_idx" ON "deliveries" ("organization_id", "endpoint_id", "id") WHERE "answer" = 'rejected';

-- A holder always has a lease; a resolved item has no holder and names its resolution.
ALTER TABLE "review_items"
  ADD CONSTRAINT "review_items_holder_has_lease" CHECK (
    ("holder_id" IS NULL) = ("lease_until" IS NULL) AND ("holder_id" IS NULL) = ("held_since" IS NULL)
  ),
  ADD CONSTRAINT "review_items_resolved_is_free" CHECK (
    "state" = 'open' OR ("holder_id" IS NULL AND "resolved_at" IS NOT NULL AND "resolution_id" IS NOT NULL)
  );

-- The audit trail is append-only, whoever asks.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_entries is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_entries_no_truncate" BEFORE TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
