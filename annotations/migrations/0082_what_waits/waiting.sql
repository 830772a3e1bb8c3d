-- What needs somebody, by desk and by what it needs, longest waiting first: *My work* and the bar of
-- every page look at the first few of each. All of it follows from other rows, so the trail does not
-- keep it; only what waits is here, so that rows that ask for nothing cost nothing.
CREATE TABLE IF NOT EXISTS newsroom_waiting (
    claim_id bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    since timestamptz NOT NULL,
    desk_id bigint NOT NULL,
    article_id bigint NOT NULL,
    created_by_id bigint,
    PRIMARY KEY (claim_id, kind)
);
CREATE INDEX IF NOT EXISTS newsroom_waiting_of_desk ON newsroom_waiting (desk_id, kind, since, claim_id);
-- Of administrators, and of who is on very many desks.
CREATE INDEX IF NOT EXISTS newsroom_waiting_longest ON newsroom_waiting (kind, since, claim_id);
-- Of reporters, who are asked about their own claims alone.
CREATE INDEX IF NOT EXISTS newsroom_waiting_own ON newsroom_waiting (created_by_id, desk_id, kind, since, claim_id)
    WHERE kind IN ('changed', 'gone');

-- What the table holds of these claims. Words that changed or are gone count where the newest revision
-- has them, since the first revision from which on nobody settled them.
CREATE OR REPLACE FUNCTION newsroom_awaited(claims bigint[]) RETURNS SETOF newsroom_waiting LANGUAGE sql STABLE AS $$
    SELECT w.claim_id, w.kind, min(w.since), c.desk_id, c.article_id, c.created_by_id
    FROM (
        SELECT n.claim_id, CASE n.state WHEN 'orphaned' THEN 'gone' ELSE 'changed' END AS kind, (
            SELECT f.created_at
            FROM annotations_anchor m JOIN annotations_revision f ON f.id = m.revision_id
            WHERE m.claim_id = n.claim_id AND m.state IN ('changed', 'orphaned') AND m.decision = ''
                AND f.number <= r.number AND f.number > coalesce((
                    SELECT max(e.number)
                    FROM annotations_anchor s JOIN annotations_revision e ON e.id = s.revision_id
                    WHERE s.claim_id = n.claim_id AND e.number < r.number AND NOT EXISTS (
                        SELECT FROM annotations_anchor o
                        WHERE o.claim_id = s.claim_id AND o.revision_id = s.revision_id
                            AND o.state IN ('changed', 'orphaned') AND o.decision = '')), 0)
            ORDER BY f.number LIMIT 1) AS since
        FROM annotations_anchor n JOIN annotations_revision r ON r.id = n.revision_id
            JOIN annotations_article a ON a.id = r.article_id AND a.current_revision_id = r.id
        WHERE n.state IN ('changed', 'orphaned') AND n.decision = '' AND n.claim_id = ANY(claims)
        UNION ALL
        SELECT s.claim_id, k.kind, CASE k.kind WHEN 'doubted' THEN coalesce(s.doubted_at, s.created_at)
            ELSE s.created_at END
        FROM annotations_assessment s CROSS JOIN LATERAL (VALUES
            ('doubted', s.state = 'approved' AND s.needs_another_look),
            ('proposed', s.state = 'proposed'),
            -- Somebody who could decide wrote it, rated it or changed what it is about.
            ('tied', s.state = 'proposed' AND (s.changers <> '{}' OR s.rated_with_id IS NOT NULL))
        ) k(kind, waits)
        WHERE k.waits AND s.claim_id = ANY(claims)
        UNION ALL
        SELECT q.claim_id, 'asked', q.deadline FROM annotations_replyrequest q
        WHERE q.claim_id = ANY(claims) AND q.deadline IS NOT NULL
            AND (q.kind = 'reply' AND q.replied_at IS NULL
                OR q.kind = 'correction' AND q.confirmed_at IS NULL)
        UNION ALL
        SELECT q.claim_id, 'outcome', coalesce(q.outcome_at, q.asked_at)
        FROM annotations_replyrequest q
        WHERE q.claim_id = ANY(claims) AND q.kind = 'correction' AND q.confirmed_at IS NULL
            AND q.outcome NOT IN ('', 'unchanged')
        UNION ALL
        SELECT d.claim_id, d.state, coalesce(d.revealed_at, d.created_at) FROM annotations_doublecheck d
        WHERE d.claim_id = ANY(claims) AND d.state IN ('rating', 'differing')
    ) w
    JOIN annotations_claim c ON c.id = w.claim_id AND c.stage NOT IN ('suggested', 'dismissed')
    GROUP BY w.claim_id, w.kind, c.desk_id, c.article_id, c.created_by_id;
$$;
