-- Guards look for tables in our schema and nowhere else; a temporary table would come first where
-- the path does not name it. `CREATE OR REPLACE` takes this away again: say it anew after it.
DO $$
DECLARE guard regprocedure;
BEGIN
    FOR guard IN SELECT oid FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        AND proname LIKE 'newsroom\_%' AND prorettype = 'trigger'::regtype LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', guard, current_schema());
    END LOOP;
END $$;
