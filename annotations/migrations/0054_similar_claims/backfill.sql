INSERT INTO newsroom_claim_terms (claim_id, terms)
SELECT c.id, newsroom_terms(c.search, a.language)
FROM annotations_claim c JOIN annotations_article a ON a.id = c.article_id
WHERE c.stage NOT IN ('suggested', 'dismissed');

INSERT INTO newsroom_term (term, claims, places)
SELECT t.term, count(DISTINCT w.claim_id), count(*)
FROM newsroom_claim_terms w CROSS JOIN LATERAL unnest(w.terms) t(term) GROUP BY t.term
UNION ALL
SELECT '', count(*), coalesce(sum(cardinality(terms)), 0) FROM newsroom_claim_terms;
