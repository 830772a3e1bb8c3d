-- What claims were before: open since they were made, in their stage since the newest thing that
-- the rows tell of it. Not the trail: nothing of a claim's substance changes.
SELECT set_config('newsroom.unrecorded', 'on', true);
ALTER TABLE annotations_claim DISABLE TRIGGER USER;
UPDATE annotations_claim c
SET stage_since = CASE c.stage
        WHEN 'checked' THEN coalesce(
            (SELECT max(reviewed_at) FROM annotations_assessment a
             WHERE a.claim_id = c.id AND a.state = 'approved'), c.updated_at)
        WHEN 'review' THEN coalesce(
            (SELECT max(created_at) FROM annotations_assessment a
             WHERE a.claim_id = c.id AND a.state = 'proposed'), c.updated_at)
        WHEN 'open' THEN c.created_at
        WHEN 'suggested' THEN c.created_at
        ELSE c.updated_at END,
    opened_at = CASE WHEN c.stage = 'suggested'
        OR c.stage = 'dismissed'
           AND EXISTS (SELECT 1 FROM annotations_suggestion s WHERE s.claim_id = c.id)
        THEN NULL ELSE c.created_at END;
ALTER TABLE annotations_claim ENABLE TRIGGER USER;
SELECT set_config('newsroom.unrecorded', '', true);
