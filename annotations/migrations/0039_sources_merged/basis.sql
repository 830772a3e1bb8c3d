-- A verdict rests on the sources under which its evidence was cited: merging two changes none.
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
FROM annotations_claim c JOIN annotations_article a ON a.id = c.article_id
WHERE c.id = claim
$$;

CREATE OR REPLACE FUNCTION newsroom_kept(one annotations_assessment) RETURNS jsonb
LANGUAGE sql STABLE AS $$
SELECT newsroom_substance(one.claim_id, one.question) || jsonb_build_object(
    'rationale', one.rationale,
    'rating', (SELECT jsonb_build_object('slug', r.slug, 'label', r.label, 'value', r.value)
        FROM annotations_rating r WHERE r.id = one.rating_id),
    'sources', coalesce((
        SELECT jsonb_object_agg(o.id, jsonb_build_object('url', o.url, 'title', o.title))
        FROM annotations_source o WHERE o.id IN (
            SELECT coalesce(v.cited_id, v.source_id) FROM annotations_evidence v
            WHERE v.claim_id = one.claim_id AND v.question = one.question)), '{}'))
$$;
