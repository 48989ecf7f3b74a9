import type { Client } from 'pg'

/** One organization of this size, beside a small one. */
export const CONVERSATIONS = 200_000
export const ORGANIZATION = '00000000-0000-7000-8000-00000000000a'
export const MEMBER = '00000000-0000-7000-8000-0000000000b1'

const id = (kind: string, n: string) => `('00000000-0000-7000-8000-${kind}' || lpad(to_hex(${n}), 11, '0'))::uuid`

/**
 * Every 10th conversation was flagged and has four screening questions; of 20,000 items 17,000 are resolved, 60 held by 20
 * members, 300 asleep, the rest free; two of three are due some time. 20 campaigns, a third without a score.
 */
const statements = [
  `INSERT INTO organizations (id, name, popp_organization_id) VALUES ('${ORGANIZATION}', 'Large', 'org_large')`,
  `INSERT INTO users (id, email, name) SELECT ${id('1', 'n')}, n || '@example.test', 'Member ' || n FROM generate_series(1, 20) n`,
  `INSERT INTO members (organization_id, id, user_id, role)
    SELECT '${ORGANIZATION}', ('00000000-0000-7000-8000-0000000000b' || to_hex(n % 16))::uuid, ${id('1', 'n')}, 'recruiter'
    FROM generate_series(1, 15) n`,
  `INSERT INTO conversations (organization_id, record_key, record_id, status, ai_outcome, opted_out, ended, first_name,
      last_name, candidate_name, external_id, campaign_id, score, first_event_at, last_event_at, event_count, unknown_types)
    SELECT '${ORGANIZATION}', 'conv_' || md5(n::text), 'conv_' || md5(n::text),
      (ARRAY['passed','failed','ongoing','closed','opted-out'])[1 + n % 5],
      CASE WHEN n % 2000 = 0 THEN 'opted-out' ELSE (ARRAY['passed','failed','none','closed'])[1 + n % 4] END,
      false, true, initcap(substr(md5('f' || n % 4000), 1, 6)), initcap(substr(md5('l' || n), 1, 8)),
      initcap(substr(md5('f' || n % 4000), 1, 6)) || ' ' || initcap(substr(md5('l' || n), 1, 8)), 'ats-' || n,
      'Campaign ' || (n / 10) % 20, CASE WHEN (n / 10) % 3 > 0 THEN (n / 10) % 11 END,
      now() - n * interval '30 seconds', now() - n * interval '30 seconds', 3, '{}'
    FROM generate_series(1, ${CONVERSATIONS}) n`,
  `INSERT INTO review_items (organization_id, id, record_key, state, version, flag_count, flagged_at, opened_at, holder_id,
      held_since, lease_until, resolved_at, resolution_id, flag_reason, due_at, snoozed_until)
    SELECT '${ORGANIZATION}', ${id('2', 'n')}, 'conv_' || md5((n * 10)::text),
      CASE WHEN n > 3000 THEN 'resolved' ELSE 'open' END::review_state, 1, 1, t, t,
      CASE WHEN n <= 60 THEN ('00000000-0000-7000-8000-0000000000b' || to_hex(1 + n % 15))::uuid END,
      CASE WHEN n <= 60 THEN now() END, CASE WHEN n <= 60 THEN now() + interval '1 day' END,
      CASE WHEN n > 3000 THEN t + interval '1 hour' END, CASE WHEN n > 3000 THEN ${id('3', 'n')} END,
      CASE WHEN n % 5 > 0 THEN 'Asks about ' || (ARRAY['a visa','pay','nights','a uniform'])[1 + n % 4] END,
      CASE WHEN n % 3 > 0 THEN t + interval '5 days' END,
      CASE WHEN n BETWEEN 100 AND 3000 AND n % 10 = 0 THEN now() + n * interval '1 minute' END
    FROM (SELECT n, now() - n * interval '300 seconds' AS t FROM generate_series(1, ${CONVERSATIONS / 10}) n) s`,
  `INSERT INTO screening_outcomes (organization_id, record_key, position, question, verdict)
    SELECT organization_id, record_key, position, 'Question ' || position || ' of campaign ' || get_byte(id::text::bytea, 35) % 4,
      CASE WHEN (get_byte(id::text::bytea, 34) + position) % 4 = 0 THEN 'failed' ELSE 'passed' END
    FROM review_items, generate_series(0, 3) position`,
  `INSERT INTO resolutions (organization_id, id, review_item_id, member_id, outcome, at, idempotency_key)
    SELECT organization_id, resolution_id, id, '${MEMBER}', 'no-action-needed', resolved_at, id::text
    FROM review_items WHERE state = 'resolved'`,
]

export async function fill(client: Client) {
  for (const statement of statements) await client.query(statement)
  await client.query('VACUUM ANALYZE')
}
