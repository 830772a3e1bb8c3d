"""What annotations are made of, as SQL: agents, places in a text, states of it, bodies.

W3C Web Annotation Data Model (REC 2017-02-23). Offsets count code points of the revision's
canonical text, as TextPositionSelector wants: `cached` of a state is the address of that text.
"""

from ..expressions import literal, moment, uri

PRODUCT = "Newsroom"


class Parts:
    """The same for one site: `base` begins all addresses of its API."""

    def __init__(self, base: str):
        self._base = base
        self.site = base.removesuffix("api/v1/")

    def address(self, path: str, number: str, then: str = "/") -> str:
        """SQL: of the object with this number in a collection."""
        return f"{literal(f'{self._base}{path}/')} || {number} || {literal(then)}"

    @property
    def generator(self) -> str:
        site = literal(self.site)
        return f"""json_build_object('id', {site}, 'type', 'Software', 'name', '{PRODUCT}',
            'nickname', 'newsroom', 'homepage', {site})"""

    def person(self, user: str, desk: str) -> str:
        """SQL: who made it (`user` is a table), as the members of the desk list them."""
        members = f"{self.address('desks', desk, '/members/#')} || {user}.id"
        return f"""json_build_object('id', {members}, 'type', 'Person',
            'name', coalesce(nullif({user}.display_name, ''), {user}.username),
            'nickname', {user}.username)"""

    def software(self, origin: str) -> str:
        """SQL: a pipeline of the tagger, `name/version`."""
        anchor = f"regexp_replace({origin}, '[^A-Za-z0-9._~/-]', '-', 'g')"
        return f"""json_build_object('id', {literal(f"{self._base}tagging-runs/#")} || {anchor},
            'type', 'Software', 'name', {origin}, 'nickname', {origin})"""

    def maker(self, user: str, desk: str, origin: str) -> str:
        """SQL: the person, or the pipeline where nobody made it."""
        return f"""CASE WHEN {user}.id IS NULL THEN {self.software(origin)}
            ELSE {self.person(user, desk)} END"""

    def text(self, article: str) -> str:
        """SQL: the article as what is annotated; its outlet made it, where that is known."""
        page = f"{literal(f'{self.site}articles/')} || {article}.id || '/'"
        name = f"nullif({article}.outlet, '')"
        via = f"CASE WHEN {article}.source_url <> '' THEN {uri(f'{article}.source_url')} END"
        published = f"coalesce({article}.published_at, {article}.created_at)"
        return f"""json_build_object('id', {page}, 'type', 'Text', 'format', 'text/html',
            'language', {article}.language, 'created', {moment(published)}, 'via', {via},
            'creator', CASE WHEN {name} IS NOT NULL THEN json_build_object(
                'id', {page} || '#outlet', 'type', 'Organization', 'name', {name},
                'nickname', {name}) END)"""

    def state(self, revision: str) -> str:
        """SQL: since when the text was so, and where it is kept so for ever."""
        return f"""json_build_object('type', 'TimeState',
            'sourceDate', {moment(f"{revision}.created_at")},
            'cached', {self.address("revisions", f"{revision}.id", "/text/")})"""


def selectors(span: str) -> str:
    """SQL: two ways to the same words of a span (a table)."""
    return f"""json_build_array(
        json_build_object('type', 'TextQuoteSelector', 'exact', {span}.exact,
            'prefix', {span}.prefix, 'suffix', {span}.suffix),
        json_build_object('type', 'TextPositionSelector',
            'start', {span}.start, 'end', {span}."end"))"""


def words(value: str, purpose: str, *more: str) -> str:
    """SQL: a body of words; `more` are further keys and values."""
    rest = "".join(f", {one}" for one in more)
    return f"""json_build_object('type', 'TextualBody', 'value', {value},
        'format', 'text/plain', 'purpose', '{purpose}'{rest})"""
