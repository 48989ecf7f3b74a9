-- What a replay made, or would make, of each conversation: counted once, in however many of its pages it comes.
CREATE TABLE "replay_records" (
    "organization_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "record_key" TEXT NOT NULL,
    "parts" TEXT[],

    CONSTRAINT "replay_records_pkey" PRIMARY KEY ("organization_id","run_id","record_key")
);

ALTER TABLE "replay_records" ADD CONSTRAINT "replay_records_organization_id_run_id_fkey"
  FOREIGN KEY ("organization_id", "run_id") REFERENCES "replay_runs"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
