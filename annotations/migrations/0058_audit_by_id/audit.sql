-- The row before each row is found by sorting: a join held each against each, as jsonb, for the
-- planner takes a changed table for small.
CREATE OR REPLACE FUNCTION newsroom_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    left_out text[] := newsroom_left_out();
    actor bigint := nullif(current_setting('newsroom.actor', true), '')::bigint;
    request text := coalesce(current_setting('newsroom.request', true), '');
    name text := substr(TG_TABLE_NAME, length('annotations_') + 1);
BEGIN
    IF current_setting('newsroom.unrecorded', true) = 'on' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        INSERT INTO annotations_event
            (at, "table", object_id, action, actor_id, request, desk_id, article_id, claim_id, old)
        SELECT clock_timestamp(), name, (o.row->>'id')::bigint, 'D', actor, request,
               CASE name WHEN 'desk' THEN (o.row->>'id') ELSE o.row->>'desk_id' END::bigint,
               CASE name WHEN 'article' THEN (o.row->>'id') ELSE o.row->>'article_id' END::bigint,
               CASE name WHEN 'claim' THEN (o.row->>'id') ELSE o.row->>'claim_id' END::bigint,
               o.row
        FROM (SELECT to_jsonb(t) - left_out AS row FROM old_rows t) o;
    ELSE
        INSERT INTO annotations_event
            (at, "table", object_id, action, actor_id, request, desk_id, article_id, claim_id,
             old, new)
        SELECT clock_timestamp(), name, (n.row->>'id')::bigint, 'U', actor, request,
               CASE name WHEN 'desk' THEN (n.row->>'id') ELSE n.row->>'desk_id' END::bigint,
               CASE name WHEN 'article' THEN (n.row->>'id') ELSE n.row->>'article_id' END::bigint,
               CASE name WHEN 'claim' THEN (n.row->>'id') ELSE n.row->>'claim_id' END::bigint,
               changed.old, changed.new
        FROM (
            SELECT rows.row, lag(rows.row) OVER (PARTITION BY rows.id ORDER BY rows.is_new) AS was,
                   rows.is_new
            FROM (
                SELECT t.id, false AS is_new, to_jsonb(t) - left_out AS row FROM old_rows t
                UNION ALL SELECT t.id, true, to_jsonb(t) - left_out FROM new_rows t
            ) rows
        ) n
        CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(after.key, before.value) AS old,
                   jsonb_object_agg(after.key, after.value) AS new
            FROM jsonb_each(n.row) after JOIN jsonb_each(n.was) before USING (key)
            WHERE before.value IS DISTINCT FROM after.value AND after.key <> 'version'
        ) changed
        WHERE n.is_new AND changed.new IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;
