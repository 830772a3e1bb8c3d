"""What the demo desk has done so far: articles, claims, sources, evidence and verdicts."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """Proposed by the checker; `approved` by the editor, else pending."""

    question: str
    rating: str
    rationale: str
    approved: bool = True


@dataclass(frozen=True)
class Proof:
    """A source by its key in SOURCES, and what it says."""

    source: str
    stance: str
    excerpt: str = ""
    note: str = ""
    question: str = "true"


@dataclass(frozen=True)
class Statement:
    """A claim on `words` of the article; `speakers` come claimant first."""

    words: str
    statement: str = ""
    speakers: tuple[dict, ...] = ()
    questions: tuple[str, ...] = ("true",)
    proofs: tuple[Proof, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    taken: bool = False
    dismissed: str = ""
    suggested: bool = False  # By the product, decided by nobody yet.
    reply: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Correction:
    """Words of the article that became others after the claims were made."""

    old: str
    new: str
    note: str


@dataclass(frozen=True)
class Story:
    filename: str
    outlet: str
    published: str
    claims: tuple[Statement, ...]
    source_url: str = ""
    correction: Correction | None = None


SOURCES: dict[str, dict[str, Any]] = {
    "report": {
        "url": "https://meridian.example.org/reports/road-bridges-2026",
        "title": "State of the road bridges 2026",
        "kind": "document",
        "publisher": "Meridian Institute of Engineering",
    },
    "mails": {
        "url": "https://meridian.example.org/reports/road-bridges-2026/annex-c",
        "title": "Annex C: correspondence with the ministry",
        "kind": "document",
        "publisher": "Meridian Institute of Engineering",
    },
    "budget": {
        "url": "https://treasury.example.org/budgets/2019-2026.csv",
        "title": "Budget outturn 2019–2026, chapter 12",
        "kind": "dataset",
        "publisher": "Treasury",
    },
    "recording": {
        "url": "https://courier.example.org/audio/2026-10-13-ministry",
        "title": "Recording outside the ministry, 13 October",
        "kind": "media",
        "publisher": "Ellery Courier",
    },
    "post": {
        "url": "https://plaza.example.org/@okell/1183",
        "title": "Post by Tomas Okell",
        "kind": "post",
        "publisher": "Plaza",
    },
    "hospital": {
        "url": "https://hospital.example.org/news/lanner-bridge",
        "title": "Statement on the patients of 2 March",
        "kind": "web",
        "publisher": "Port Ellery General Hospital",
    },
    "norway": {
        "url": "https://roads.example.org/handbook/v441",
        "title": "Handbook of bridge inspection",
        "kind": "document",
        "publisher": "Norwegian road authority",
    },
    "water": {
        "url": "https://water.example.org/reports/2026-09",
        "title": "تقرير جودة مياه الشرب",
        "kind": "document",
        "publisher": "مجلس المدينة",
    },
    "audit": {
        "url": "https://archive.example.org/revision-2026",
        "title": "Акт ревізії сховища",
        "kind": "document",
        "publisher": "Ревізійна комісія",
    },
}

VARN = {"speaker": "Ilka Varn", "verb": "told reporters", "form": "quote", "date": "2026-10-13"}
OKELL = {"speaker": "Tomas Okell", "verb": "wrote", "channel": "Plaza", "form": "quote"}
COURIER = {"speaker": "Ellery Courier", "form": "own-voice"}

BRIDGES = Story(
    filename="bridges.md",
    outlet="Ellery Courier",
    published="2026-10-14T06:30:00+00:00",
    source_url="https://courier.example.org/2026/10/14/varn-resigns",
    claims=(
        Statement(
            words="41 of the country’s 312 road bridges were rated “poor” or worse",
            statement="In November 2025, 41 of 312 road bridges were rated poor or worse.",
            speakers=(
                {"speaker": "Meridian Institute of Engineering", "form": "paraphrase"},
                COURIER,
            ),
            proofs=(
                Proof(
                    "report", "supports", "Forty-one structures (13.1 %) fall into class 4 or 5."
                ),
            ),
            verdicts=(
                Verdict("true", "supported", "Table 3 of the report gives 41 of 312, by bridge."),
            ),
        ),
        Statement(
            words="injuring nine people",
            statement="Nine people were injured when the Lanner Bridge collapsed on 2 March.",
            speakers=(COURIER,),
            proofs=(
                Proof("hospital", "supports", "We treated nine patients, two of them overnight."),
                Proof("report", "context", note="Counts eight, without a passer-by on the shore."),
            ),
            verdicts=(
                Verdict(
                    "true",
                    "mostly-supported",
                    "The hospital counts nine, the report eight: a man on the shore makes the "
                    "difference.",
                ),
            ),
        ),
        Statement(
            words="I was never told that any bridge was unsafe",
            statement="Ilka Varn was never told that any bridge was unsafe.",
            speakers=(VARN, COURIER),
            questions=("said", "true"),
            proofs=(
                Proof(
                    "recording",
                    "supports",
                    "0:41 “I was never told that any bridge was unsafe.”",
                    question="said",
                ),
                Proof(
                    "mails",
                    "refutes",
                    "Dear Minister, seven bridges should be closed at once.",
                    note="E-mail of 18 November 2025, addressed to her in person and answered.",
                ),
            ),
            verdicts=(
                Verdict("said", "as-quoted", "Word for word in our own recording."),
                Verdict(
                    "true",
                    "refuted",
                    "Annex C holds an e-mail to the minister that asks to close seven bridges, and "
                    "her answer of the next day.",
                ),
            ),
        ),
        Statement(
            words="The minister sat on this report for eleven months",
            statement="The minister held the report back for eleven months.",
            speakers=(OKELL, COURIER),
            proofs=(
                Proof(
                    "post",
                    "supports",
                    "The minister sat on this report for eleven months …",
                    question="said",
                ),
                Proof(
                    "mails",
                    "context",
                    "Draft for comment, 18 November 2025.",
                    note="What she had was a draft; the report was finished in September.",
                ),
            ),
            verdicts=(
                Verdict(
                    "true",
                    "mixed",
                    "She had a draft for eleven months. The report itself was four weeks old.",
                    approved=False,
                ),
            ),
        ),
        Statement(
            words="her government had never cut a single crown from the maintenance budget",
            statement="The government never cut the maintenance budget.",
            speakers=(
                {"speaker": "Henrike Solberg-Dahl", "verb": "said", "form": "paraphrase"},
                COURIER,
            ),
            proofs=(Proof("budget", "refutes", "12.4 Maintenance: 2021 −6 %, 2023 −11 %."),),
            taken=True,
        ),
        Statement(
            words="spending on maintenance had fallen by 38 per cent since 2019",
            statement="Spending on bridge maintenance fell by 38 per cent from 2019 to 2026.",
            speakers=(
                {"speaker": "Tomas Okell", "verb": "said in parliament", "form": "paraphrase"},
                COURIER,
            ),
            proofs=(
                Proof(
                    "budget",
                    "refutes",
                    "12.4 Maintenance: 2019 612 m, 2026 477 m.",
                    note="That is 22 per cent. 38 is right only for the coast district.",
                ),
            ),
            verdicts=(
                Verdict(
                    "true",
                    "misleading",
                    "The figure is right for one of nine districts; in the country it is 22 per "
                    "cent.",
                ),
            ),
        ),
        Statement(
            words="the worst failure of any government in the history of the republic",
            speakers=({"speaker": "Tomas Okell", "verb": "said", "form": "paraphrase"}, COURIER),
            dismissed="A judgement, nothing that can be checked.",
        ),
        Statement(
            words="Every bridge in Norway is inspected once a year.",
            statement="Every bridge in Norway is inspected once a year.",
            speakers=(
                {"speaker": "Amara Quist", "verb": "says", "form": "quote"},
                COURIER,
            ),
            proofs=(
                Proof("norway", "context", "Simple inspection: every year. Main: every fifth."),
            ),
            verdicts=(
                Verdict(
                    "true",
                    "supported",
                    "A simple inspection a year is prescribed; exceptions need a waiver.",
                    approved=False,
                ),
            ),
        ),
        Statement(
            words="Traffic over the Lanner crossing has doubled since 2015",
            speakers=({"speaker": "Amara Quist", "verb": "said", "form": "paraphrase"}, COURIER),
        ),
        Statement(
            words="the number of inspectors in the country went down from 34 to 19",
            suggested=True,
        ),
        Statement(
            words="did not reply to two requests for comment",
            statement="Ellery Structures did not reply to two requests for comment.",
            speakers=(COURIER,),
            reply={
                "asked": "Ellery Structures Ltd, press office",
                "channel": "e-mail",
                "asked_at": "2026-10-13T11:05:00+00:00",
                "deadline": "2026-10-13T18:00:00+00:00",
            },
        ),
        Statement(
            words="Repairs are expected to cost 1.4 billion crowns and to take until 2031.",
            speakers=(
                {"speaker": "Jonas Abara", "verb": "announced", "form": "paraphrase"},
                COURIER,
            ),
        ),
    ),
)

WATER = Story(
    filename="water.md",
    outlet="صحيفة المرفأ",
    published="2026-10-12T08:00:00+00:00",
    claims=(
        Statement(
            words="لم تتجاوز أي عيّنة الحدّ المسموح به",
            speakers=({"speaker": "ليلى الحدّاد", "verb": "قالت", "form": "quote"},),
            proofs=(Proof("water", "refutes", "تجاوزت 17 عيّنة من أصل 240 الحدّ المسموح به."),),
            verdicts=(
                Verdict("true", "refuted", "الجدول الثاني في التقرير يذكر 17 عيّنة بأرقامها."),
            ),
        ),
        Statement(
            words="أن الهيئة أخفت النتائج ثلاثة أشهر",
            statement="أخفت الهيئة النتائج ثلاثة أشهر.",
            speakers=({"speaker": "سامر نوفل", "verb": "كتب", "form": "paraphrase"},),
            taken=True,
        ),
    ),
)

ARCHIVE = Story(
    filename="archive.md",
    outlet="Полтавський вісник",
    published="2026-10-09T15:20:00+00:00",
    correction=Correction("1 260 справ", "1 206 справ", "Число справ уточнено за актом ревізії."),
    claims=(
        Statement(
            words="ревізія не знайшла у сховищі 1 260 справ",
            statement="Ревізія не знайшла у сховищі 1 260 справ.",
            speakers=({"speaker": "Полтавський вісник", "form": "own-voice"},),
            proofs=(Proof("audit", "supports", "Відсутні 1 260 одиниць зберігання."),),
            verdicts=(Verdict("true", "supported", "Акт ревізії називає саме це число."),),
        ),
        Statement(
            words="84 справи восени бачили на аукціоні у Відні",
            speakers=({"speaker": "Марта Ковальчук", "verb": "сказала", "form": "paraphrase"},),
        ),
    ),
)

# The newest stands first in the list, so the longest comes last.
STORIES = (ARCHIVE, WATER, BRIDGES)
