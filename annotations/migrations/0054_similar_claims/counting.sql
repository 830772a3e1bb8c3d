CREATE FUNCTION newsroom_terms_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO newsroom_term_change (terms, change) SELECT terms, -1 FROM old_rows;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO newsroom_term_change (terms, change) SELECT terms, 1 FROM new_rows;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER claim_terms_insert AFTER INSERT ON newsroom_claim_terms
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_terms_changed();
CREATE TRIGGER claim_terms_update AFTER UPDATE ON newsroom_claim_terms
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_terms_changed();
CREATE TRIGGER claim_terms_delete AFTER DELETE ON newsroom_claim_terms
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_terms_changed();

-- Count what so many claims changed, oldest first; says whether there is more. One at a time: the
-- caller holds a lock.
CREATE FUNCTION newsroom_count_terms(most integer) RETURNS boolean LANGUAGE sql AS $$
    WITH taken AS (
        DELETE FROM newsroom_term_change
        WHERE id IN (SELECT id FROM newsroom_term_change ORDER BY id LIMIT most)
        RETURNING id, terms, change
    ), each_term AS (
        SELECT t.term, k.change, k.change * count(*) AS places
        FROM taken k CROSS JOIN LATERAL unnest(k.terms) t(term) GROUP BY k.id, t.term, k.change
        UNION ALL SELECT '', change, change * cardinality(terms) FROM taken
    )
    INSERT INTO newsroom_term AS n (term, claims, places)
    SELECT term, sum(change), sum(places) FROM each_term GROUP BY term
    ON CONFLICT (term) DO UPDATE
        SET claims = n.claims + excluded.claims, places = n.places + excluded.places;

    DELETE FROM newsroom_term WHERE claims <= 0 AND term <> '';

    SELECT EXISTS (SELECT FROM newsroom_term_change);
$$;
