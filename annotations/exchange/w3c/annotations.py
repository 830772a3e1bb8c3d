"""Claims, evidence and mentions as annotations: one SELECT of JSON each.

`{picked}` says which rows, and what else it joins may use `t`, the row. Not annotations are
dismissed claims with what rests on them, rejected mentions, and mentions without a place. A claim
stands where it does in the newest revision that has its words.
"""

from dataclasses import dataclass

from ..claims import VERDICTS
from ..expressions import moment, uri
from .parts import Parts, selectors, words

# Which rows are annotations; `t` is the row, `a` its article.
IS_ONE = {
    "claim": "t.stage <> 'dismissed'",
    "evidence": "c.stage <> 'dismissed'",
    "mention": "t.state <> 'rejected' AND t.start IS NOT NULL",
}
# Where one stands: of a claim's anchors those of the newest revision in which it has a place.
PLACES = """
    FROM annotations_anchor n JOIN annotations_revision r ON r.id = n.revision_id
    WHERE n.claim_id = {claim} AND n.start IS NOT NULL AND n.revision_id = (
        SELECT max(o.revision_id) FROM annotations_anchor o
        WHERE o.claim_id = {claim} AND o.start IS NOT NULL)
"""
SOFTWARE = "coalesce(g.origin, 'newsroom')"
NEEDS_LOOK = "Needs another look"


@dataclass
class Shapes:
    """The three of one site."""

    parts: Parts

    def of(self, kind: str) -> str:
        """SQL: of one kind (a key of IS_ONE) what an annotation holds, without its context."""
        return f"json_strip_nulls({getattr(self, '_' + kind)()})"

    def joined(self, kind: str) -> str:
        """SQL: the tables that it reads, `t` and `a` among them."""
        return JOINED[kind]

    def _head(self, kind: str, motivation: str, creator: str) -> str:
        path = "evidence" if kind == "evidence" else f"{kind}s"
        return f"""'id', {self.parts.address(path, "t.id", "/annotation/")}, 'type', 'Annotation',
            'motivation', {motivation}, 'creator', {creator}, 'created', {moment("t.created_at")},
            'modified', {moment("t.updated_at")}, 'generator', {self.parts.generator},
            'generated', {moment("t.updated_at")}"""

    def _place(self, span: str, revision: str) -> str:
        return f"""json_build_object('type', 'SpecificResource', 'source', {self.parts.text("a")},
            'selector', {selectors(span)}, 'state', {self.parts.state(revision)})"""

    def _places(self, claim: str) -> str:
        """The whole text of a claim that stands nowhere in it."""
        return f"""(SELECT coalesce(json_agg({self._place("n", "r")}
            ORDER BY n.start, n."end", n.id), json_build_array({self.parts.text("a")}))
            {PLACES.format(claim=claim)})"""

    def _claim(self) -> str:
        maker = self.parts.maker("u", "t.desk_id", SOFTWARE)
        statement = "coalesce(v.statement, t.statement)"
        when = f"'creator', {maker}, 'created', {moment('t.created_at')}"
        motivation = "CASE WHEN v.statement IS NULL THEN 'highlighting' ELSE 'assessing' END"
        return f"""json_build_object({self._head("claim", motivation, maker)}, 'body', (
            SELECT json_agg(b.body ORDER BY b.at) FROM (
                SELECT 0 AS at, {words(statement, "describing", "'language', a.language", when)}
                    AS body
                UNION ALL
                SELECT 1, {words("t.stage", "tagging", "'language', 'en'")}
                UNION ALL {self._verdicts()}) b), 'target', {self._places("t.id")})"""

    def _verdicts(self) -> str:
        """Of each approved one the rating as it was then, the rationale, and whether it stands."""
        author = self.parts.person("w", "t.desk_id")
        creation = f"""'creator', {author}, 'created', {moment("s.created_at")},
            'modified', {moment("s.reviewed_at")}"""
        approved = """FROM annotations_assessment s JOIN annotations_user w ON w.id = s.author_id
            WHERE s.claim_id = t.id AND s.state = 'approved'"""
        at = "2 + 3 * (s.question = 'true')::int"
        look = words(f"'{NEEDS_LOOK}'", "moderating", "'language', 'en'")
        return f"""
            SELECT {at}, {words("s.kept->'rating'->>'label'", "classifying", creation)} {approved}
            UNION ALL SELECT {at} + 1, {words("s.rationale", "assessing", creation)} {approved}
            UNION ALL SELECT {at} + 2, {look} {approved} AND s.needs_another_look"""

    def _evidence(self) -> str:
        maker = self.parts.maker("u", "c.desk_id", "'newsroom'")
        creation = f"'creator', {maker}, 'created', {moment('t.created_at')}"
        address = f"""CASE WHEN o.url <> '' THEN {uri("o.url")}
            ELSE {self.parts.address("sources", "o.id")} END"""
        excerpt = """json_build_object('type', 'TextQuoteSelector', 'exact', t.excerpt)"""
        position = """json_build_object('type', 'TextPositionSelector',
            'start', t.excerpt_start, 'end', t.excerpt_end)"""
        copy = f"""json_build_object('type', 'TimeState', 'sourceDate', {moment("k.taken_at")},
            'cached', {self.parts.address("snapshots", "k.id")})"""
        note = words("t.note", "commenting", creation)
        return f"""json_build_object({self._head("evidence", "'linking'", maker)}, 'body', (
            SELECT json_agg(b.body ORDER BY b.at) FROM (
                SELECT 0 AS at, json_build_object('type', 'SpecificResource', 'source', {address},
                    'purpose', 'linking', 'selector', CASE WHEN t.excerpt <> '' THEN
                        CASE WHEN t.excerpt_start IS NULL THEN json_build_array({excerpt})
                        ELSE json_build_array({excerpt}, {position}) END END,
                    'state', CASE WHEN k.id IS NOT NULL THEN {copy} END) AS body
                UNION ALL
                SELECT 1, {words("t.stance", "classifying", "'language', 'en'", creation)}
                UNION ALL SELECT 2, {note} WHERE t.note <> '') b),
            'target', (SELECT json_agg(p.target ORDER BY p.at) FROM (
                SELECT 0 AS at,
                    to_json({self.parts.address("claims", "c.id", "/annotation/")}) AS target
                UNION ALL SELECT 1 + row_number() OVER (ORDER BY n.start, n."end", n.id),
                    {self._place("n", "r")} {PLACES.format(claim="c.id")}) p))"""

    def _mention(self) -> str:
        maker = self.parts.maker("u", "t.desk_id", "t.origin")
        motivation = "CASE WHEN e.id IS NULL THEN 'tagging' ELSE 'identifying' END"
        creation = f"'creator', {maker}, 'created', {moment('t.created_at')}"
        label = words("t.label", "tagging", "'language', 'en'", creation)
        address = f"""CASE WHEN e.wikidata_id ~ '^Q[0-9]+$'
            THEN 'http://www.wikidata.org/entity/' || e.wikidata_id
            ELSE {self.parts.address("entities", "e.id")} END"""
        entity = f"""json_build_object('type', 'SpecificResource', 'source', {address},
            'purpose', 'identifying')"""
        return f"""json_build_object({self._head("mention", motivation, maker)},
            'body', CASE WHEN e.id IS NULL THEN json_build_array({label})
                ELSE json_build_array({label}, {entity}) END,
            'target', {self._place("t", "r")})"""


_OF_CLAIM = VERDICTS.replace("annotations_claim.id", "t.id")
JOINED = {
    "claim": f"""annotations_claim t
        JOIN annotations_article a ON a.id = t.article_id
        LEFT JOIN annotations_user u ON u.id = t.created_by_id
        LEFT JOIN annotations_suggestion g ON g.claim_id = t.id
        {_OF_CLAIM}""",
    "evidence": """annotations_evidence t
        JOIN annotations_claim c ON c.id = t.claim_id
        JOIN annotations_article a ON a.id = c.article_id
        JOIN annotations_source o ON o.id = t.source_id
        LEFT JOIN annotations_snapshot k ON k.id = t.snapshot_id
        LEFT JOIN annotations_user u ON u.id = t.created_by_id""",
    "mention": """annotations_mention t
        JOIN annotations_article a ON a.id = t.article_id
        JOIN annotations_revision r ON r.id = t.revision_id
        LEFT JOIN annotations_entity e ON e.id = t.entity_id
        LEFT JOIN annotations_user u ON u.id = t.created_by_id""",
}
