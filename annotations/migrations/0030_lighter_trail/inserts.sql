-- A new row of an import has a text and a search vector, and as JSON they cost more than the row:
-- each table has a function of its own, made from its columns, that never reads them. A migration
-- that adds a column to an audited table, or takes one away, calls this anew.
CREATE FUNCTION newsroom_keep_inserts(name text) RETURNS void LANGUAGE plpgsql AS $make$
DECLARE
    columns text[] := ARRAY(
        SELECT attname FROM pg_attribute
        WHERE attrelid = ('annotations_' || name)::regclass AND attnum > 0 AND NOT attisdropped
            AND attname <> ALL(newsroom_left_out())
        ORDER BY attnum);
BEGIN
    EXECUTE format($sql$
        CREATE OR REPLACE FUNCTION newsroom_audit_new_%1$s() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = %2$I, pg_temp AS $body$
        DECLARE
            who bigint := nullif(current_setting('newsroom.actor', true), '')::bigint;
            which text := coalesce(current_setting('newsroom.request', true), '');
        BEGIN
            IF current_setting('newsroom.unrecorded', true) = 'on' THEN
                RETURN NULL;
            END IF;
            INSERT INTO annotations_event (at, "table", object_id, action, actor_id, request,
                                           desk_id, article_id, claim_id, new)
            SELECT clock_timestamp(), %1$L, n.id, 'I', who, which, %3$s, %4$s, %5$s, to_jsonb(n)
            FROM (SELECT %6$s FROM new_rows) n;
            RETURN NULL;
        END $body$;
        CREATE OR REPLACE TRIGGER %1$s_audit_insert AFTER INSERT ON annotations_%1$s
            REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit_new_%1$s();
        $sql$, name, current_schema(),
        CASE WHEN name = 'desk' THEN 'n.id' WHEN 'desk_id' = ANY(columns) THEN 'n.desk_id'
            ELSE 'NULL::bigint' END,
        CASE WHEN name = 'article' THEN 'n.id' WHEN 'article_id' = ANY(columns) THEN 'n.article_id'
            ELSE 'NULL::bigint' END,
        CASE WHEN name = 'claim' THEN 'n.id' WHEN 'claim_id' = ANY(columns) THEN 'n.claim_id'
            ELSE 'NULL::bigint' END,
        (SELECT string_agg(quote_ident(one), ', ') FROM unnest(columns) one));
END $make$;

SELECT newsroom_keep_inserts(substr(c.relname, length('annotations_') + 1))
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname LIKE '%\_audit\_insert' AND c.relnamespace = current_schema()::regnamespace;
