-- `CREATE OR REPLACE` took it away.
DO $do$
DECLARE guard text;
BEGIN
    FOREACH guard IN ARRAY ARRAY['newsroom_terms(tsvector, text)', 'newsroom_claims_worded()'] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', guard, current_schema());
    END LOOP;
END $do$;
