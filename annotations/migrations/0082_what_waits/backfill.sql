DO $$
DECLARE
    first bigint := (SELECT min(id) FROM annotations_claim);
BEGIN
    WHILE first <= (SELECT max(id) FROM annotations_claim) LOOP
        INSERT INTO newsroom_waiting SELECT w.* FROM newsroom_awaited(
            ARRAY(SELECT id FROM annotations_claim WHERE id >= first AND id < first + 1000)) w;
        first := first + 1000;
    END LOOP;
END $$;
ANALYZE newsroom_waiting;
