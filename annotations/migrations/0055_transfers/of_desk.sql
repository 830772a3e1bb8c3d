-- A claim is of the desk of its article, whatever is put back by whom.
ALTER TABLE annotations_claim ADD CONSTRAINT claim_desk_of_article
    FOREIGN KEY (article_id, desk_id) REFERENCES annotations_article (id, desk_id)
    DEFERRABLE INITIALLY DEFERRED;
