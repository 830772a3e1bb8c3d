-- Claims that hang together are of one desk. A claim that goes to another desk leaves its links to
-- those that stay; at the end of the transaction, for claims of one article go together.
CREATE FUNCTION newsroom_refuse_foreign_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(DISTINCT desk_id) FROM annotations_claim
        WHERE id IN (NEW.claim_id, NEW.other_id)) > 1 THEN
        RAISE EXCEPTION 'The two claims of a link are of one desk.'
            USING ERRCODE = '23514', CONSTRAINT = 'claim_link_of_desk';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_link_of_desk BEFORE INSERT OR UPDATE ON annotations_claimlink
    FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_foreign_link();

CREATE FUNCTION newsroom_leave_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM annotations_claimlink l USING annotations_claim c, annotations_claim o
    WHERE NEW.id IN (l.claim_id, l.other_id) AND c.id = l.claim_id AND o.id = l.other_id
        AND c.desk_id <> o.desk_id;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_leaves_links AFTER UPDATE OF desk_id ON annotations_claim
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.desk_id IS DISTINCT FROM NEW.desk_id)
    EXECUTE FUNCTION newsroom_leave_links();
