-- A claim has labels of its own desk. One that moves to another desk keeps those that the other desk
-- has by the same name, and loses the rest.
CREATE FUNCTION newsroom_refuse_foreign_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM annotations_claimlabel l JOIN annotations_claim c ON c.desk_id = l.desk_id
        WHERE l.id = NEW.label_id AND c.id = NEW.claim_id
    ) THEN
        RAISE EXCEPTION 'This label is of another desk.'
            USING ERRCODE = '23514', CONSTRAINT = 'labelling_of_desk';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER labelling_of_desk BEFORE INSERT OR UPDATE ON annotations_labelling
    FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_foreign_label();

CREATE FUNCTION newsroom_relabel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO annotations_labelling (claim_id, label_id)
    SELECT NEW.id, fresh.id
    FROM annotations_labelling x JOIN annotations_claimlabel l ON l.id = x.label_id
        JOIN annotations_claimlabel fresh ON fresh.desk_id = NEW.desk_id AND fresh.key = l.key
    WHERE x.claim_id = NEW.id
    ON CONFLICT DO NOTHING;
    DELETE FROM annotations_labelling x USING annotations_claimlabel l
    WHERE x.claim_id = NEW.id AND l.id = x.label_id AND l.desk_id <> NEW.desk_id;
    RETURN NULL;
END $$;

CREATE TRIGGER claim_relabel AFTER UPDATE OF desk_id ON annotations_claim
    FOR EACH ROW WHEN (OLD.desk_id IS DISTINCT FROM NEW.desk_id)
    EXECUTE FUNCTION newsroom_relabel();
