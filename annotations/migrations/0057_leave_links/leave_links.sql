-- As before, by the two indexes of links: five hundred claims of an article go to another desk at
-- once, each asking for its own.
CREATE OR REPLACE FUNCTION newsroom_leave_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM annotations_claimlink l USING (
        SELECT id FROM annotations_claimlink WHERE claim_id = NEW.id
        UNION SELECT id FROM annotations_claimlink WHERE other_id = NEW.id) own
    WHERE l.id = own.id
        AND (SELECT desk_id FROM annotations_claim WHERE id = l.claim_id)
            <> (SELECT desk_id FROM annotations_claim WHERE id = l.other_id);
    RETURN NULL;
END $$;
DO $do$
BEGIN
    EXECUTE format('ALTER FUNCTION newsroom_leave_links() SET search_path = %I, pg_temp',
                   current_schema());
END $do$;
