-- A verdict rests on what was asked and answered, too. Where nothing was asked, the digest is what
-- it was before there were questions: no verdict needs another look because of this migration.
CREATE FUNCTION newsroom_checks(claim bigint, asked text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
SELECT jsonb_build_object('checks', jsonb_agg(q.item ORDER BY q.item::text COLLATE "C"))
FROM (
    SELECT jsonb_build_object('asked', question.wording, 'answers', coalesce((
        SELECT jsonb_agg(s.item ORDER BY s.item::text COLLATE "C") FROM (
            SELECT jsonb_build_object(
                'kind', answer.kind, 'answer', answer.answer, 'explanation', answer.explanation,
                'place', answer.place, 'day', answer.day,
                'evidence', coalesce((
                    SELECT jsonb_agg(v.item ORDER BY v.item::text COLLATE "C") FROM (
                        SELECT jsonb_build_object(
                            'source', coalesce(evidence.cited_id, evidence.source_id),
                            'excerpt', evidence.excerpt) item
                        FROM annotations_answerevidence rests
                        JOIN annotations_evidence evidence ON evidence.id = rests.evidence_id
                        WHERE rests.answer_id = answer.id) v), '[]')) item
            FROM annotations_checkanswer answer
            WHERE answer.check_question_id = question.id) s), '[]')) item
    FROM annotations_checkquestion question
    WHERE question.claim_id = claim AND question.question = asked) q
HAVING count(*) > 0
$$;

CREATE OR REPLACE FUNCTION newsroom_substance(claim bigint, asked text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
SELECT jsonb_build_object(
    'statement', c.statement, 'date', c.date,
    'words', coalesce((
        SELECT jsonb_agg(n.words ORDER BY n.words::text COLLATE "C") FROM (
            SELECT DISTINCT CASE WHEN anchor.start IS NULL
                THEN jsonb_build_object('gone', anchor.exact) ELSE to_jsonb(anchor.exact) END words
            FROM annotations_anchor anchor
            WHERE anchor.claim_id = c.id AND anchor.revision_id = a.current_revision_id) n), '[]'),
    'attribution', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'entity', t.entity_id, 'name', coalesce(e.name, t.name), 'verb', t.verb,
            'channel', t.channel, 'date', t.date, 'form', t.form) ORDER BY t.position)
        FROM annotations_attributionstep t LEFT JOIN annotations_entity e ON e.id = t.entity_id
        WHERE t.claim_id = c.id), '[]'),
    'evidence', coalesce((
        SELECT jsonb_agg(v.item ORDER BY v.item::text COLLATE "C") FROM (
            SELECT jsonb_build_object(
                'source', coalesce(evidence.cited_id, evidence.source_id),
                'stance', evidence.stance,
                'excerpt', evidence.excerpt, 'note', evidence.note,
                'copy', CASE WHEN evidence.excerpt_state IN ('changed', 'orphaned')
                    THEN evidence.excerpt_state ELSE '' END) item
            FROM annotations_evidence evidence
            WHERE evidence.claim_id = c.id AND evidence.question = asked) v), '[]'))
    || coalesce(newsroom_checks(c.id, asked), '{}')
FROM annotations_claim c JOIN annotations_article a ON a.id = c.article_id
WHERE c.id = claim
$$;
