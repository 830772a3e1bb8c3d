-- As before, and in review is also what two people rated differently: it waits for an editor.
CREATE OR REPLACE FUNCTION newsroom_stage(claim bigint) RETURNS text LANGUAGE sql STABLE AS $$
SELECT CASE
    WHEN coalesce(bool_or(s.state = 'proposed'), false) OR EXISTS (
            SELECT FROM annotations_doublecheck d
            WHERE d.claim_id = c.id AND d.state = 'differing') THEN 'review'
    WHEN (NOT c.asks_said OR coalesce(bool_or(
            s.question = 'said' AND s.state = 'approved' AND NOT s.needs_another_look), false))
        AND (NOT c.asks_true OR coalesce(bool_or(
            s.question = 'true' AND s.state = 'approved' AND NOT s.needs_another_look), false))
        THEN 'checked'
    WHEN coalesce(bool_or(s.state = 'approved' AND s.needs_another_look), false) THEN 'review'
    ELSE 'checking' END
FROM annotations_claim c LEFT JOIN annotations_assessment s ON s.claim_id = c.id
WHERE c.id = claim GROUP BY c.id
$$;
