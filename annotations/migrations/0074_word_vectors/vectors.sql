-- Numbers of the words of each claim that has terms, by the engine that the settings name
-- (docs/similar.md); NULL until they are made. They need pgvector, which a server may do without:
-- whoever migrates makes the table as soon as it can. Workers put in what is missing, so it is neither
-- logged nor in backups.
CREATE FUNCTION newsroom_keep_vectors() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass('newsroom_claim_vector') IS NOT NULL THEN
        RETURN true;
    END IF;
    IF to_regtype('halfvec') IS NULL THEN
        BEGIN
            CREATE EXTENSION IF NOT EXISTS vector;
        EXCEPTION  -- No right to, no such extension here, no file of it, not for this version.
            WHEN insufficient_privilege OR feature_not_supported OR undefined_file
                OR invalid_parameter_value THEN RETURN false;
        END;
    END IF;
    IF to_regtype('halfvec') IS NULL THEN  -- An old one, or in a schema that is not looked at.
        RETURN false;
    END IF;
    CREATE UNLOGGED TABLE newsroom_claim_vector (
        claim_id bigint PRIMARY KEY,
        engine text NOT NULL DEFAULT '',
        numbers halfvec
    );
    CREATE INDEX newsroom_claim_vector_due ON newsroom_claim_vector (claim_id) WHERE numbers IS NULL;
    CREATE TRIGGER claim_vector_insert AFTER INSERT ON newsroom_claim_terms
        REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_vectors_due();
    CREATE TRIGGER claim_vector_update AFTER UPDATE ON newsroom_claim_terms
        REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_vectors_due();
    CREATE TRIGGER claim_vector_delete AFTER DELETE ON newsroom_claim_terms
        REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_vectors_due();
    RETURN true;
END $$;

-- Who makes numbers holds the row while it reads the claim: what is written meanwhile waits for it.
CREATE FUNCTION newsroom_vectors_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM newsroom_claim_vector WHERE claim_id IN (SELECT claim_id FROM old_rows);
    ELSE
        INSERT INTO newsroom_claim_vector AS v (claim_id) SELECT claim_id FROM new_rows
        ON CONFLICT (claim_id) DO UPDATE SET numbers = NULL WHERE v.numbers IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;

DO $do$
BEGIN
    EXECUTE format('ALTER FUNCTION newsroom_vectors_due() SET search_path = %I, pg_temp',
        current_schema());
END $do$;

SELECT newsroom_keep_vectors();
