-- What came in AVeriTeC's schema, each on its claim; it is found by the words of that.
INSERT INTO annotations_externalcheck
    (created_at, updated_at, version, desk_id, claim_id, key, claim_text, claimed_by, claimed_on,
     publisher, publisher_url, url, title, rating, justification, reviewed_on, language, licence,
     appearances, about, search, created_by_id)
SELECT c.created_at, clock_timestamp(), 1, c.desk_id, c.id,
    encode(sha256(convert_to(left(o.article_url, 2000) || E'\n' || c.statement, 'UTF8')), 'hex'),
    c.statement, '', coalesce(c.date::text, ''),
    left(coalesce(substring(lower(o.article_url) from '^https?://([^/:?#@]+)'), 'AVeriTeC'), 200),
    '', left(o.article_url, 2000), '', o.label, o.justification, '', left(a.language, 16), '',
    '[]', o.about, newsroom_terms(to_tsvector('simple', left(lower(c.statement), 100000)), a.language),
    o.created_by_id
FROM annotations_outsidecheck o
    JOIN annotations_claim c ON c.id = o.claim_id
    JOIN annotations_article a ON a.id = c.article_id
WHERE c.statement <> '';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
