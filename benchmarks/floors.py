"""The floor of each export: the rows that it is made of as plain JSON, by one COPY."""

DESK = "corpus-1-city"  # One of the large ones.
COUNTS = (
    "SELECT (SELECT count(*) FROM annotations_claim), (SELECT count(*) FROM annotations_mention)"
)
CLAIMS = """
SELECT json_build_object('id', c.id, 'article', c.article_id, 'desk', c.desk_id, 'stage', c.stage,
    'statement', c.statement, 'created_at', c.created_at, 'updated_at', c.updated_at,
    'anchors', (SELECT json_agg(
                    json_build_object('start', n.start, 'end', n."end", 'exact', n.exact))
                FROM annotations_anchor n WHERE n.claim_id = c.id))
FROM annotations_claim c ORDER BY c.article_id, c.sort_start, c.sort_end, c.id
"""
ARTICLES = """
SELECT json_build_object('article', a.id, 'headline', a.headline, 'text', r.text,
    'names', (SELECT json_agg(
                  json_build_object('start', m.start, 'end', m."end", 'label', m.label))
              FROM annotations_mention m WHERE m.revision_id = r.id AND m.state <> 'rejected'))
FROM annotations_article a JOIN annotations_revision r ON r.id = a.current_revision_id ORDER BY a.id
"""
# Claims, evidence and names each for itself.
SINGLE = """
SELECT json_build_object('id', c.id, 'desk', c.desk_id, 'stage', c.stage,
    'statement', c.statement, 'created_at', c.created_at, 'updated_at', c.updated_at)
FROM annotations_claim c UNION ALL
SELECT json_build_object('id', e.id, 'claim', e.claim_id, 'stance', e.stance,
    'excerpt', e.excerpt, 'created_at', e.created_at, 'updated_at', e.updated_at)
FROM annotations_evidence e UNION ALL
SELECT json_build_object('id', m.id, 'start', m.start, 'end', m."end", 'exact', m.exact,
    'prefix', m.prefix, 'suffix', m.suffix, 'label', m.label, 'origin', m.origin,
    'created_at', m.created_at, 'updated_at', m.updated_at)
FROM annotations_mention m
"""
REVIEWED = ARTICLES.replace(
    "ORDER BY",
    """WHERE EXISTS (
    SELECT FROM annotations_namesreview n WHERE n.revision_id = r.id) ORDER BY""",
)
OF_DESK = f"""
SELECT json_build_object('id', r.id, 'article', r.article_id, 'text', r.text, 'number', r.number)
FROM annotations_revision r JOIN annotations_article a ON a.id = r.article_id
JOIN annotations_desk d ON d.id = a.desk_id WHERE d.slug = '{DESK}' UNION ALL
SELECT json_build_object('id', m.id, 'start', m.start, 'end', m."end", 'exact', m.exact,
    'prefix', m.prefix, 'suffix', m.suffix, 'label', m.label, 'origin', m.origin,
    'created_at', m.created_at, 'updated_at', m.updated_at)
FROM annotations_mention m JOIN annotations_desk d ON d.id = m.desk_id WHERE d.slug = '{DESK}'
"""
FLOORS = {
    "annotations.jsonld": SINGLE,
    "corpus.ndjson": REVIEWED,
    "everything.ndjson": OF_DESK,
}


def floor_of(name: str) -> str:
    """SQL."""
    if name in FLOORS:
        return FLOORS[name]
    return CLAIMS if name.startswith(("claim", "averitec")) else ARTICLES
