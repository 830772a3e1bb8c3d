-- By its terms a claim is found from a similar one (docs/similar.md): its words as they are searched
-- (`annotations_claim.search`, folded), each without its ending, as often as it stands there. Only of
-- claims that count: neither suggested nor dismissed. All of it follows from the claims, so the trail
-- does not keep it.
CREATE TABLE newsroom_claim_terms (
    claim_id bigint PRIMARY KEY,
    terms text[] COLLATE "C" NOT NULL
);
-- What was written last is read by every search until it is sorted in: let it be little.
CREATE INDEX newsroom_claim_terms_terms ON newsroom_claim_terms USING gin (terms)
    WITH (gin_pending_list_limit = 128);

-- In how many claims a term stands, and how often in all; under '' of how many claims, and how long
-- they are in all.
CREATE TABLE newsroom_term (
    term text COLLATE "C" PRIMARY KEY,
    claims bigint NOT NULL,
    places bigint NOT NULL
);
CREATE INDEX newsroom_term_gone ON newsroom_term (term) WHERE claims <= 0;

-- What is still to be counted: a claim's terms, added (1) or gone (-1). Writers would wait for each
-- other if each of them counted its "the".
CREATE TABLE newsroom_term_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    terms text[] COLLATE "C" NOT NULL,
    change smallint NOT NULL CHECK (change IN (1, -1))
);

-- The dictionary that takes the endings off in a language (ISO 639); one that nobody told is taken for
-- English, whose endings do no harm elsewhere.
CREATE FUNCTION newsroom_stemmer(language text) RETURNS regdictionary LANGUAGE sql IMMUTABLE AS $$
    SELECT (CASE split_part(lower(language), '-', 1)
        WHEN 'ar' THEN 'arabic_stem' WHEN 'hy' THEN 'armenian_stem' WHEN 'eu' THEN 'basque_stem'
        WHEN 'ca' THEN 'catalan_stem' WHEN 'da' THEN 'danish_stem' WHEN 'nl' THEN 'dutch_stem'
        WHEN 'en' THEN 'english_stem' WHEN 'fi' THEN 'finnish_stem' WHEN 'fr' THEN 'french_stem'
        WHEN 'de' THEN 'german_stem' WHEN 'el' THEN 'greek_stem' WHEN 'hi' THEN 'hindi_stem'
        WHEN 'hu' THEN 'hungarian_stem' WHEN 'id' THEN 'indonesian_stem' WHEN 'ga' THEN 'irish_stem'
        WHEN 'it' THEN 'italian_stem' WHEN 'lt' THEN 'lithuanian_stem' WHEN 'ne' THEN 'nepali_stem'
        WHEN 'no' THEN 'norwegian_stem' WHEN 'nb' THEN 'norwegian_stem'
        WHEN 'nn' THEN 'norwegian_stem' WHEN 'pt' THEN 'portuguese_stem'
        WHEN 'ro' THEN 'romanian_stem' WHEN 'ru' THEN 'russian_stem' WHEN 'sr' THEN 'serbian_stem'
        WHEN 'es' THEN 'spanish_stem' WHEN 'sv' THEN 'swedish_stem' WHEN 'ta' THEN 'tamil_stem'
        WHEN 'tr' THEN 'turkish_stem' WHEN 'yi' THEN 'yiddish_stem'
        WHEN '' THEN 'english_stem' WHEN 'und' THEN 'english_stem'
        ELSE 'simple' END)::regdictionary;
$$;

-- Scripts that put no space between words are taken apart by two letters each. Folding took the mark
-- off a Russian й, by which endings are known: it is put back.
CREATE FUNCTION newsroom_terms(words tsvector, language text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(t.term), '{}') FROM unnest(words) w
        CROSS JOIN LATERAL (
            SELECT unnest(ts_lexize(newsroom_stemmer(language), CASE WHEN language LIKE 'ru%'
                THEN regexp_replace(w.lexeme, '([аеиоуыэюя])и$', '\1й') ELSE w.lexeme END))
            WHERE w.lexeme !~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]'
            UNION ALL
            SELECT substr(w.lexeme, n, 2) FROM generate_series(1, greatest(length(w.lexeme) - 1, 1)) n
            WHERE w.lexeme ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]'
        ) t(term)
        CROSS JOIN LATERAL generate_series(1, greatest(cardinality(w.positions), 1))
    WHERE t.term <> '';
$$;
