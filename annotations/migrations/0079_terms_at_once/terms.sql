-- The terms of a text as in 0054, in a fraction of the time: its language is looked up once, not for
-- each word, and letters that need more are looked for in the text as a whole. Making terms was half
-- of what PostgreSQL did for a new claim.
CREATE OR REPLACE FUNCTION newsroom_terms(words tsvector, language text) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    stemmer regdictionary := newsroom_stemmer(language);
BEGIN
    IF words::text ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]' THEN
        RETURN (
            SELECT coalesce(array_agg(t.term), '{}') FROM unnest(words) w
            CROSS JOIN LATERAL (
                SELECT unnest(ts_lexize(stemmer, CASE WHEN language LIKE 'ru%'
                    THEN regexp_replace(w.lexeme, '([аеиоуыэюя])и$', '\1й') ELSE w.lexeme END))
                WHERE w.lexeme !~
                    '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]'
                UNION ALL
                SELECT substr(w.lexeme, n, 2)
                FROM generate_series(1, greatest(length(w.lexeme) - 1, 1)) n
                WHERE w.lexeme ~
                    '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]'
            ) t(term)
            CROSS JOIN LATERAL generate_series(1, greatest(cardinality(w.positions), 1))
            WHERE t.term <> '');
    ELSIF language LIKE 'ru%' THEN
        RETURN (
            SELECT coalesce(array_agg(t.term), '{}') FROM unnest(words) w
            CROSS JOIN LATERAL unnest(ts_lexize(
                stemmer, regexp_replace(w.lexeme, '([аеиоуыэюя])и$', '\1й'))) t(term)
            CROSS JOIN LATERAL generate_series(1, greatest(cardinality(w.positions), 1))
            WHERE t.term <> '');
    END IF;
    RETURN (
        SELECT coalesce(array_agg(t.term), '{}') FROM unnest(words) w
        CROSS JOIN LATERAL unnest(ts_lexize(stemmer, w.lexeme)) t(term)
        CROSS JOIN LATERAL generate_series(1, greatest(cardinality(w.positions), 1))
        WHERE t.term <> '');
END $$;
