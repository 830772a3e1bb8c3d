-- What belongs together stays together: keys of two columns, which models cannot say.
ALTER TABLE annotations_article ADD CONSTRAINT article_current_revision
    FOREIGN KEY (id, current_revision_id) REFERENCES annotations_revision (article_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE annotations_assessment ADD CONSTRAINT assessment_rating_of_question
    FOREIGN KEY (rating_id, question) REFERENCES annotations_rating (id, question)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE annotations_mention ADD CONSTRAINT mention_revision_of_article
    FOREIGN KEY (article_id, revision_id) REFERENCES annotations_revision (article_id, id)
    DEFERRABLE INITIALLY DEFERRED;
