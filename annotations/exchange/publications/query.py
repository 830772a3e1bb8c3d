"""What the public may read of a claim, as one object of JSON built by PostgreSQL.

All doors (page, card, feeds, dumps) read this and nothing else. Of a verdict it has what the
approval kept. Notes, conversations, replies that are not published and people's names (unless the
desk names them) are not asked for, so that none of them can leak.
"""

# What stands around the words in the article, in code points.
AROUND = 300
MOST_PLACES = 5
MOST_APPEARANCES = 100

# Questions of the check with their answers, as the approval kept them: what was written since,
# nobody else has seen. In the order in which they were asked, as far as their rows are there still.
QUESTIONS = """coalesce((
    SELECT json_agg(json_build_object('wording', k.item->'asked', 'answers', coalesce((
        SELECT json_agg(json_build_object(
            'kind', n.item->'kind', 'answer', n.item->'answer',
            'explanation', n.item->'explanation', 'place', n.item->'place', 'day', n.item->'day',
            'looked_by', CASE WHEN d.names_people
                THEN coalesce(nullif(l.display_name, ''), l.username) END,
            'sources', coalesce((
                SELECT json_agg(DISTINCT (z->>'source')::bigint)
                FROM jsonb_array_elements(n.item->'evidence') z), '[]'))
            ORDER BY y.id NULLS LAST, n.at)
        FROM jsonb_array_elements(k.item->'answers') WITH ORDINALITY n(item, at)
        LEFT JOIN LATERAL (
            SELECT y.id, y.looked_by_id FROM annotations_checkanswer y
            WHERE y.check_question_id = q.id AND y.kind = n.item->>'kind'
                AND y.answer = n.item->>'answer' AND y.place = n.item->>'place'
                AND y.explanation = n.item->>'explanation'
                AND y.day IS NOT DISTINCT FROM (n.item->>'day')::date
            ORDER BY y.id LIMIT 1) y ON true
        LEFT JOIN annotations_user l ON l.id = y.looked_by_id), '[]'))
        ORDER BY q.id NULLS LAST, k.at)
    FROM jsonb_array_elements(s.kept->'checks') WITH ORDINALITY k(item, at)
    LEFT JOIN LATERAL (
        SELECT min(q.id) id FROM annotations_checkquestion q
        WHERE q.claim_id = c.id AND q.question = s.question AND q.wording = k.item->>'asked'
    ) q ON true), '[]')"""
VERDICTS = f"""coalesce((
    SELECT json_agg(json_build_object(
        'question', s.question, 'statement', s.kept->'statement', 'date', s.kept->'date',
        'words', s.kept->'words', 'attribution', s.kept->'attribution',
        'rationale', s.kept->'rationale', 'rating', s.kept->'rating', 'tone', r.tone,
        'evidence', (
            SELECT json_agg(one - 'note') FROM jsonb_array_elements(s.kept->'evidence') one),
        'sources', (
            SELECT json_object_agg(o.id, json_build_object(
                'title', k.value->'title', 'url', k.value->'url', 'publisher', o.publisher,
                'copied_at', (SELECT max(n.taken_at) FROM annotations_snapshot n
                    WHERE n.source_id = coalesce(o.merged_into_id, o.id))))
            FROM jsonb_each(s.kept->'sources') k
            JOIN annotations_source o ON o.id = k.key::bigint),
        'questions', {QUESTIONS},
        'reviewed_at', s.reviewed_at, 'needs_another_look', s.needs_another_look,
        'author', CASE WHEN d.names_people
            THEN coalesce(nullif(w.display_name, ''), w.username) END,
        'reviewer', CASE WHEN d.names_people
            THEN coalesce(nullif(e.display_name, ''), e.username) END) ORDER BY s.question DESC)
    FROM annotations_assessment s
    JOIN annotations_publishedverdict v ON v.assessment_id = s.id AND v.publication_id = p.id
    JOIN annotations_rating r ON r.id = s.rating_id
    JOIN annotations_user w ON w.id = s.author_id
    LEFT JOIN annotations_user e ON e.id = s.reviewer_id
    WHERE s.claim_id = c.id AND s.state = 'approved'), '[]')"""
HISTORY = """coalesce((
    SELECT json_agg(json_build_object(
        'question', s.question, 'label', s.kept->'rating'->'label', 'tone', r.tone,
        'slug', s.kept->'rating'->'slug', 'verdict', s.id, 'at', v.created_at) ORDER BY v.id)
    FROM annotations_publishedverdict v
    JOIN annotations_assessment s ON s.id = v.assessment_id
    JOIN annotations_rating r ON r.id = s.rating_id
    WHERE v.publication_id = p.id AND s.claim_id = c.id AND s.kept IS NOT NULL), '[]')"""
# Offsets count code points from 0, substr from 1.
PLACES = f"""coalesce((
    SELECT json_agg(n.place) FROM (
        SELECT json_build_object(
            'exact', n.exact,
            'before', substr(r.text, greatest(n.start - {AROUND}, 0) + 1,
                             n.start - greatest(n.start - {AROUND}, 0)),
            'after', substr(r.text, n."end" + 1, {AROUND})) place
        FROM annotations_anchor n JOIN annotations_revision r ON r.id = n.revision_id
        WHERE n.claim_id = c.id AND n.revision_id = a.current_revision_id AND n.start IS NOT NULL
        ORDER BY n.start, n."end", n.id LIMIT {MOST_PLACES}) n), '[]')"""
# Whoever was asked since the page was published or a verdict on it approved, only once somebody
# said what is published of the answer, or what came of it: no single person publishes a name.
CONTACTS = """coalesce((
    SELECT json_agg(json_build_object(
        'kind', q.kind, 'asked', q.asked, 'asked_at', q.asked_at, 'replied_at', q.replied_at,
        'published', q.published,
        'outcome', CASE WHEN q.confirmed_at IS NOT NULL THEN q.outcome ELSE '' END,
        'outcome_at', CASE WHEN q.confirmed_at IS NOT NULL THEN q.outcome_at END)
        ORDER BY q.asked_at, q.id)
    FROM annotations_replyrequest q WHERE q.claim_id = c.id
        AND (q.created_at <= p.shown_at OR q.published <> ''
            OR q.confirmed_at IS NOT NULL)), '[]')"""
# Every article of the desk that has the claim or one of its family that counts, but for those under
# embargo.
APPEARANCES = f"""coalesce((
    WITH RECURSIVE family(id) AS (
        SELECT c.id
        UNION
        SELECT CASE WHEN l.claim_id = f.id THEN l.other_id ELSE l.claim_id END
        FROM family f JOIN annotations_claimlink l ON f.id IN (l.claim_id, l.other_id)
        WHERE l.kind = 'same')
    SELECT json_agg(one.seen) FROM (
        SELECT json_build_object('url', t.source_url, 'headline', t.headline,
            'outlet', t.outlet, 'at', min(t.published_at)) seen
        FROM family f JOIN annotations_claim m ON m.id = f.id
        JOIN annotations_article t ON t.id = m.article_id
        WHERE t.desk_id = p.desk_id AND t.source_url <> ''
            AND m.stage NOT IN ('suggested', 'dismissed')
            AND NOT EXISTS (SELECT FROM annotations_embargo b WHERE b.article_id = t.id
                AND (b.until IS NULL OR b.until > statement_timestamp()))
        GROUP BY t.source_url, t.headline, t.outlet
        ORDER BY min(t.published_at) NULLS LAST, t.source_url
        LIMIT {MOST_APPEARANCES}) one), '[]')"""
FACT_CHECK = f"""json_build_object(
    'claim', c.id, 'publication', p.id, 'key', p.key, 'kind', p.kind,
    'own_key', CASE WHEN p.kind = 'claim' THEN p.key ELSE (
        SELECT o.key FROM annotations_publication o
        WHERE o.claim_id = c.id AND o.state = 'published' AND o.desk_id = p.desk_id) END,
    'published_at', p.published_at, 'corrected_at', p.corrected_at, 'shown_at', p.shown_at,
    'desk', k.slug, 'desk_name', k.name,
    'article', json_build_object(
        'headline', a.headline, 'outlet', a.outlet, 'url', a.source_url,
        'published_at', a.published_at, 'language', a.language),
    'asks', CASE WHEN c.asks_true THEN 'true' ELSE 'said' END,
    'verdicts', {VERDICTS}, 'history', {HISTORY}, 'places', {PLACES},
    'contacts', {CONTACTS}, 'appearances', {APPEARANCES})"""
# `shown` are the claims of each page; the caller joins what picks pages (`p`) or claims (`c`).
FROM = """
FROM annotations_publication p
JOIN annotations_desk k ON k.id = p.desk_id
JOIN annotations_publicpages d ON d.desk_id = p.desk_id
JOIN LATERAL (
    SELECT DISTINCT s.claim_id FROM annotations_publishedverdict v
    JOIN annotations_assessment s ON s.id = v.assessment_id
    WHERE v.publication_id = p.id AND (p.kind = 'article' OR s.claim_id = p.claim_id)
) shown ON true
JOIN annotations_claim c ON c.id = shown.claim_id
JOIN annotations_article a ON a.id = c.article_id AND a.id = p.article_id
WHERE p.state = 'published' AND d.is_on
    AND NOT EXISTS (SELECT FROM annotations_embargo b WHERE b.article_id = a.id
        AND (b.until IS NULL OR b.until > statement_timestamp()))
"""
ORDER = "ORDER BY p.published_at DESC, p.id DESC, c.sort_start, c.sort_end, c.id"
