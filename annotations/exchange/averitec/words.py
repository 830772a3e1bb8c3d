"""How AVeriTeC names what we have: kinds of answers, media, verdicts."""

ANSWER_TYPES = {
    "extractive": "Extractive",
    "abstractive": "Abstractive",
    "yes_no": "Boolean",
    "unanswerable": "Unanswerable",
}
MEDIA = {
    "text": "Web text",
    "table": "Web table",
    "pdf": "PDF",
    "metadata": "Metadata",
    "image": "Image/graphic",
    "audio": "Audio",
    "video": "Video",
    "other": "Other",
}
# What the medium is where nobody said: by the kind of the source.
MEDIUM_OF_KIND = {"document": "pdf", "dataset": "table", "media": "other", "person": "other"}
NOT_FOUND = "No answer could be found."
SUPPORTED, REFUTED = "Supported", "Refuted"
NOT_ENOUGH, CONFLICTING = "Not Enough Evidence", "Conflicting Evidence/Cherrypicking"
# By the value of a rating for ClaimReview; a desk words its own scale.
LABELS = {5: SUPPORTED, 4: SUPPORTED, 3: CONFLICTING, 2: CONFLICTING, 1: REFUTED, None: NOT_ENOUGH}
# Beside a verdict: fields of a record that nothing of ours stands for, kept as they came.
BESIDE = (
    "cached_original_claim_url",
    "reporting_source",
    "location_ISO_code",
    "claim_types",
    "fact_checking_strategies",
    "required_reannotation",
)
