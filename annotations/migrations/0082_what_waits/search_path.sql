DO $do$
DECLARE guard text;
BEGIN
    FOREACH guard IN ARRAY ARRAY[
        'newsroom_awaited(bigint[])', 'newsroom_await(bigint[])', 'newsroom_awaits()',
        'newsroom_claim_awaits()', 'newsroom_article_awaits()'
    ] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', guard, current_schema());
    END LOOP;
END $do$;
