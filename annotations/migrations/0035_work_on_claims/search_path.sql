-- Guards look for tables in our schema and nowhere else.
DO $$
DECLARE guard text;
BEGIN
    FOREACH guard IN ARRAY ARRAY['newsroom_refuse_foreign_label', 'newsroom_relabel'] LOOP
        EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, pg_temp', guard, current_schema());
    END LOOP;
END $$;
