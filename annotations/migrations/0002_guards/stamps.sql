-- Every write moves `updated_at`: one clock for all writers, and no door around it, be they
-- services, bulk updates or SQL by hand.
CREATE FUNCTION newsroom_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;

DO $do$
DECLARE
    tables text[] := ARRAY[
        'desk', 'membership', 'token', 'article', 'revision', 'claim', 'replyrequest', 'source',
        'evidence', 'assessment', 'mention', 'entity', 'entitypair', 'taggingbatch', 'taggingrun',
        'taggingrule', 'styleword', 'feed'];
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        EXECUTE format($$
            CREATE TRIGGER %1$s_stamp BEFORE INSERT OR UPDATE ON annotations_%1$s
                FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
        $$, name);
    END LOOP;
END $do$;
