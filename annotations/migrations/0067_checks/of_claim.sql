-- A question, its answers and the evidence they rest on are one claim's. At the end of the
-- transaction: what stands on a claim that is merged into another goes there in several statements.
ALTER TABLE annotations_checkanswer ADD CONSTRAINT check_answer_on_claim
    FOREIGN KEY (check_question_id, claim_id)
    REFERENCES annotations_checkquestion (id, claim_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE annotations_answerevidence ADD CONSTRAINT answer_evidence_answer_on_claim
    FOREIGN KEY (answer_id, claim_id)
    REFERENCES annotations_checkanswer (id, claim_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE annotations_answerevidence ADD CONSTRAINT answer_evidence_on_claim
    FOREIGN KEY (evidence_id, claim_id)
    REFERENCES annotations_evidence (id, claim_id) DEFERRABLE INITIALLY DEFERRED;
