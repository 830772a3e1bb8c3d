-- A handover is in the trail; and so is, from now on, who follows what.
CREATE TRIGGER handover_audit_update AFTER UPDATE ON annotations_handover
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER handover_audit_delete AFTER DELETE ON annotations_handover
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('handover'), newsroom_keep_inserts('replyrequest'),
    newsroom_keep_inserts('guestlink'), newsroom_keep_inserts('webhook');
-- Whoever asked, invited or added it. Last: rows that wait for their checks cannot be altered.
UPDATE annotations_replyrequest SET assignee_id = asked_by_id
    WHERE asked_by_id IS NOT NULL
    AND (kind = 'reply' AND replied_at IS NULL OR kind = 'correction' AND confirmed_at IS NULL);
UPDATE annotations_guestlink SET assignee_id = created_by_id WHERE revoked_at IS NULL;
UPDATE annotations_webhook SET assignee_id = added_by_id;
