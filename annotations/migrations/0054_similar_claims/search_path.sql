DO $do$
DECLARE guard text;
BEGIN
    FOREACH guard IN ARRAY ARRAY[
        'newsroom_stemmer(text)', 'newsroom_terms(tsvector, text)',
        'newsroom_write_terms(bigint[])', 'newsroom_claims_worded()', 'newsroom_terms_changed()',
        'newsroom_count_terms(integer)'
    ] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', guard, current_schema());
    END LOOP;
END $do$;
