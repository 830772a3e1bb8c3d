-- A revision never changes.
-- The door for legal deletion: SET LOCAL newsroom.legal_deletion = 'on' in one service.
CREATE FUNCTION newsroom_refuse_revision_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('newsroom.legal_deletion', true) = 'on' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'A revision is immutable: correct the article by a new revision.'
        USING ERRCODE = '23514';
END $$;

CREATE TRIGGER revision_immutable
    BEFORE UPDATE OR DELETE ON annotations_revision
    FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_revision_change();
