-- `CREATE OR REPLACE` took it away.
DO $do$
BEGIN
    EXECUTE format('ALTER FUNCTION newsroom_claims_worded() SET search_path = %I, pg_temp',
                   current_schema());
END $do$;
