"""A dozen records made by hand in AVeriTeC's published schema; none of it is so."""

from typing import Any


def record(claim: str, label: str, questions: list, **more: Any) -> dict[str, Any]:
    return {
        "claim": claim,
        "required_reannotation": False,
        "label": label,
        "justification": f"Because of what was found on: {claim}",
        "claim_date": "25-8-2020",
        "speaker": "Ilka Varn",
        "original_claim_url": "https://news.example/speech",
        "cached_original_claim_url": "https://archive.example/speech",
        "fact_checking_article": f"https://checkers.example/{len(claim)}",
        "reporting_source": "Speech in Oslo",
        "location_ISO_code": "NO",
        "claim_types": ["Numerical Claim"],
        "fact_checking_strategies": ["Written Evidence", "Consultation"],
        "questions": questions,
    } | more


def answer(text: str, kind: str, url: str | None, medium: str | None = "Web text", **more: Any):
    cached = f"https://archive.example/{len(url)}" if url and url.startswith("http") else None
    found = {
        "answer": text,
        "answer_type": kind,
        "source_url": url,
        "cached_source_url": cached,
        "source_medium": medium,
    }
    return found | more


def asked(question: str, *answers: Any) -> dict[str, Any]:
    return {"question": question, "answers": list(answers)}


REPORT, TABLE = "https://office.example/report", "https://office.example/table"
SUPPORTED, REFUTED = "Supported", "Refuted"
NOTHING = answer("No answer could be found.", "Unanswerable", None, None)
RECORDS = [
    record(
        "The report counted 41 bridges.",
        SUPPORTED,
        [
            asked("Who counted?", answer("The roads office did.", "Abstractive", REPORT)),
            asked(
                "How many were there?",
                answer("“41 bridges need repair”", "Extractive", REPORT),
                answer("41", "Extractive", TABLE, "Web table"),
            ),
        ],
    ),
    record("A ferry sank in 1999.", REFUTED, [asked("Did one sink?", NOTHING)]),
    record(
        "The minister never knew of it.",
        REFUTED,
        [
            asked(
                "Was she told?",
                answer("Yes", "Boolean", REPORT, boolean_explanation="A letter was signed."),
                answer("No", "Boolean", TABLE, "PDF", boolean_explanation="A clerk says not."),
            )
        ],
    ),
    record("Half of all trains are late.", "Not Enough Evidence", [asked("Which trains?")]),
    record(
        "Crime fell while she was mayor.",
        "Conflicting Evidence/Cherrypicking",
        [
            asked("Did it fall in 2019?", answer("Yes", "Boolean", TABLE, "Web table")),
            asked("Did it fall in 2020?", answer("No", "Boolean", TABLE, "Web table")),
        ],
    ),
    record("Nobody said this.", REFUTED, [], speaker=None, reporting_source=None),
    record("No date is known.", REFUTED, [], claim_date=None, original_claim_url=None),
    record(
        "The film shows Bergen.",
        REFUTED,
        [
            asked("Where was it made?", answer("In Turku.", "Abstractive", REPORT, "Video")),
            asked("Who speaks?", answer("A singer.", "Abstractive", TABLE, "Audio")),
            asked("Is it a collage?", answer("Yes", "Boolean", REPORT, "Image/graphic")),
        ],
    ),
    record(
        "It was said on a Monday.",
        SUPPORTED,
        [asked("Which day was it?", answer("A Monday.", "Abstractive", None, "Metadata"))],
        claim_types=["Event/Property Claim"],
    ),
    record("Annotated twice.", SUPPORTED, [], required_reannotation=True, location_ISO_code=None),
    record(
        "عدد الجسور واحد وأربعون",
        SUPPORTED,
        [asked("كم عدد الجسور؟", answer("41", "Extractive", REPORT))],
    ),
    record(
        "The archive has it.",
        "Not Enough Evidence",
        [asked("Where is the file?", NOTHING), asked("Who keeps it?", NOTHING)],
        justification="",
        fact_checking_article=None,
        cached_original_claim_url=None,
    ),
]
