CREATE OR REPLACE TRIGGER article_awaits AFTER UPDATE ON annotations_article FOR EACH ROW
    WHEN (OLD.current_revision_id <> NEW.current_revision_id)
    EXECUTE FUNCTION newsroom_article_awaits();
