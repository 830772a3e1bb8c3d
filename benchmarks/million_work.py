"""The work of `benchmarks.million` on one corpus, in one process: asked for by lines of JSON."""

import base64
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle

import django
import orjson

os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from annotations.demo.corpus import stories, words  # noqa: E402
from annotations.models import (  # noqa: E402
    Article,
    Claim,
    Entity,
    Mention,
    Revision,
    User,
)
from annotations.services.articles import revisions  # noqa: E402
from annotations.services.tagging import runs  # noqa: E402
from annotations.tagging.fallback import Fallback  # noqa: E402
from annotations.work.tagging import run as tagging  # noqa: E402

LARGE = 10_000  # Rows of a table that nothing may read as a whole.
SAMPLE = 200  # Articles among which the work changes.
COMMON, RARE = "minister", stories.docket(250)
Work = dict[str, tuple[str, Callable[[], object]]]


class Corpus:
    def __init__(self) -> None:
        # What the model needs is the same for every corpus, and hides what the database needs.
        tagging.engine = lambda: engine
        engine = Fallback("Measured without the model.")
        sample = Article.objects.filter(desk__slug="corpus-1-city").order_by("-pk")[:SAMPLE]
        self.articles = cycle(sample.values_list("pk", flat=True))
        self.editor = User.objects.get(username="corpus-1-city-editor-0")
        self.people = {
            "editor": self._client(self.editor),
            "checker": self._client(User.objects.get(username="corpus-1-city-checker-0")),
            "small": self._client(User.objects.get(username="corpus-1-small-editor-0")),
            "chief": self._client(User.objects.get(username="corpus-1-chief")),
        }

    def _client(self, user: User) -> Client:
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        return client

    def get(self, who: str, path: str) -> Callable[[], bytes]:
        """Asks for a page; `{}` in its path is an article, another one each time."""

        def call() -> bytes:
            answer = self.people[who].get(path.format(next(self.articles)))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code} {body[:300]!r}")
            return body

        return call

    def deep(self, who: str, path: str, model: type) -> Callable[[], object]:
        """The page in the middle of a list of the API."""
        newest = model.objects.visible_to(self.editor).in_order().values_list("pk", flat=True)
        middle = model.objects.get(pk=newest[newest.count() // 2])
        at = orjson.dumps(["n", *model.objects.all().position_of(middle)])
        cursor = base64.urlsafe_b64encode(at).decode().rstrip("=")
        return self.get(who, f"{path}cursor={cursor}")

    def create(self) -> None:
        article = Article.objects.only("current_revision_id").get(pk=next(self.articles))
        body = {"revision": article.current_revision_id, "start": 0, "end": 20}
        answer = self.people["editor"].post(
            "/api/v1/claims/", json.dumps(body), content_type="application/json"
        )
        if answer.status_code != 201:
            raise RuntimeError(answer.content)

    def correct(self) -> None:
        pk = next(self.articles)
        text = Revision.objects.filter(article=pk).in_order().first().text
        revisions.revise(
            actor=self.editor, article_id=pk, kind="correction", seen_version=None,
            text=text.replace(" said that ", " said again that ", 1),
        )  # fmt: skip
        runs.cancel_active(Revision.objects.filter(article=pk).in_order().first())

    def tag(self) -> None:
        runs.tag_again(actor=self.editor, article_id=next(self.articles))
        while tagging.tag_next():
            pass

    def work(self) -> Work:
        """By name: which ratio is wanted, and the work."""
        desk = self.editor.memberships.get().desk_id
        common = Entity.objects.get(desk=desk, name=words.name(0)[1])
        lists, api = "list", "/api/v1"
        assignee = User.objects.get(username="corpus-1-city-checker-0").pk
        since = Claim.objects.order_by("-updated_at").values_list("updated_at", flat=True)[5]
        since = since.strftime("%Y-%m-%dT%H:%M:%SZ")
        article = next(self.articles)
        found: Work = {}

        def add(kind: str, name: str, call: Callable[[], object]) -> None:
            found[name] = (kind, call)

        def page(kind: str, name: str, path: str, who: str = "editor") -> None:
            add(kind, name, self.get(who, path))

        page(lists, "articles", "/articles/")
        page(lists, "articles, all desks", "/articles/?desk=", "chief")
        page(lists, "articles, a small desk's", "/articles/", "small")
        page(lists, "claims, a small desk's", "/claims/", "small")
        add(lists, "articles, in the middle", self.deep("editor", f"{api}/articles/?", Article))
        for stage in ("open", "review", "suggested"):
            page(lists, f"articles, {stage}", f"/articles/?stage={stage}")
        page(lists, "articles, in Norwegian", "/articles/?language=no")
        page(lists, "articles, changed since", f"{api}/articles/?updated_since={since}")
        page(lists, "claims", "/claims/")
        page(lists, "claims, all desks", "/claims/?desk=", "chief")
        add(lists, "claims, in the middle", self.deep("editor", f"{api}/claims/?", Claim))
        for name, query in (
            ("checked", "stage=checked"), ("in review", "stage=review"), ("said", "question=said"),
            ("rated mixed", "rating=mixed"), ("of somebody", f"assignee={assignee}"),
            ("of somebody, open", f"assignee={assignee}&stage=open"),
            ("rated mixed, in review", "rating=mixed&stage=review"),
        ):  # fmt: skip
            page(lists, f"claims, {name}", f"/claims/?{query}")
        page(lists, "claims, changed since", f"{api}/claims/?updated_since={since}")
        page(lists, "claims of an article", f"{api}/claims/?article={article}")
        page(lists, "entities", "/entities/")
        page(lists, "entities, people", "/entities/?label=PERSON")
        page(lists, "entities, in doubt", "/entities/?doubt=1")
        page(lists, "entity that all name", f"/entities/{common.pk}/")
        for name, query, who in (
            ("all", "", "editor"), ("places", "label=PLACE", "editor"),
            ("rejected", "state=rejected", "editor"),
            ("rejected places", "state=rejected&label=PLACE", "editor"),
            ("none there are", "label=NORP", "editor"), ("a small desk's", "", "small"),
            ("rejected, all desks", "state=rejected", "chief"),
        ):  # fmt: skip
            page(lists, f"mentions, {name}", f"{api}/mentions/?{query}", who)
        for name in ("sources", "evidence", "assessments", "contacts", "entity-pairs",
                     "entities", "tagging-runs"):  # fmt: skip
            page(lists, name if name != "entities" else "entities (REST)", f"{api}/{name}/")
        page(lists, "evidence, a small desk's", f"{api}/evidence/", "small")
        page(lists, "entities (REST), none there are", f"{api}/entities/?label=NORP")
        page(lists, "contacts, open", f"{api}/contacts/?state=open")
        page(lists, "contacts, corrections", f"{api}/contacts/?kind=correction")
        page(lists, "sources, unused", "/sources/?unused=1")
        page(lists, "runs, failed", f"{api}/tagging-runs/?state=failed")
        for what, path in (
            ("articles", "/articles/"), ("articles (REST)", f"{api}/articles/"),
            ("claims", "/claims/"), ("claims (REST)", f"{api}/claims/"),
        ):  # fmt: skip
            for how, words_ in (
                ("common word", COMMON), ("rare word", RARE), ("no word", "zzz"),
                ("two words", f"{COMMON} council"), ("common, rare", f"{COMMON} {RARE}"),
            ):  # fmt: skip
                page("search", f"{what}: {how}", f"{path}?search={words_}")
        page("search", "articles, a small desk's: common", f"/articles/?search={COMMON}", "small")
        page("search", "entities: a beginning", "/entities/?search=ba")
        page("search", "sources: a beginning", f"{api}/sources/?search=rep")
        page("flat", "open: the page", "/articles/{}/")
        page("flat", "open: its spans", f"{api}/articles/{{}}/annotations/")
        add("flat", "create a claim", self.create)
        page("flat", "my work, editor", "/my-work/")
        page("flat", "my work, checker", "/my-work/", "checker")
        page("flat", "my work, a small desk's", "/my-work/", "small")
        page("flat", "my work, all desks", "/my-work/", "chief")
        page("flat", "jobs, a small desk's", "/jobs/", "small")
        page("flat", "jobs", "/jobs/")
        page("flat", "jobs, failed", "/jobs/?state=failed")
        page("flat", "jobs, queued", "/jobs/?state=queued")
        small = "desk=corpus-1-small"
        page("flat", "export of a desk as large", f"{api}/exports/claims.ndjson?{small}", "small")
        page("flat", "export as CSV", f"{api}/exports/claims.csv?{small}", "small")
        add("flat", "correct an article", self.correct)
        add("flat", "tag an article", self.tag)
        for model in ("article", "revision", "claim", "anchor", "mention", "entity", "assessment",
                      "evidence", "source", "event", "taggingrun", "quotation", "suggestion",
                      "alias", "attributionstep"):  # fmt: skip
            page("admin", f"admin: {model}", f"/admin/annotations/{model}/", "chief")
        for model in ("article", "claim", "entity"):
            page("admin", f"admin: {model}, searched", f"/admin/annotations/{model}/?q={COMMON}",
                 "chief")  # fmt: skip
        trail = f"/admin/annotations/event/?q={Claim.objects.first().pk}"
        page("admin", "admin: event of a claim", trail, "chief")
        return found


def plans_of(call: Callable[[], object]) -> list[dict]:
    """Of every statement of one call: how many rows were read, how, and which tables as a whole."""
    asked: list[tuple[str, object]] = []

    def note(execute, sql, params, many, context):
        if sql.lstrip(" (\n").upper().startswith(("SELECT", "WITH")) and not many:
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        call()
    found = []
    for sql, params in asked:
        if "advisory" in sql or "set_config" in sql or "nextval" in sql or " FOR " in sql:
            continue
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON, TIMING OFF) {sql}", params)
            answer = cursor.fetchone()[0]
        [plan] = json.loads(answer) if isinstance(answer, str) else answer
        nodes = list(_nodes(plan["Plan"]))
        scans = [node for node in nodes if "Relation Name" in node]
        found.append(
            {
                "sql": sql[:2_000],
                "ms": plan["Execution Time"],
                "rows": int(sum(map(_read, scans))),
                "blocks": sum(plan["Plan"][f"Shared {how} Blocks"] for how in ("Hit", "Read")),
                "how": ", ".join(
                    f"{n['Node Type']} {n.get('Index Name', n['Relation Name'])} {int(_read(n)):,}"
                    for n in scans if _read(n) > 100
                ),
                "scans": [
                    node["Relation Name"].removeprefix("annotations_") for node in scans
                    if node["Node Type"] == "Seq Scan" and _read(node) > LARGE
                ],
            }
        )  # fmt: skip
    return found


def _nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)


def _read(node: dict) -> float:
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return (node["Actual Rows"] + thrown) * node["Actual Loops"]


def main() -> None:
    corpus = Corpus()
    work = corpus.work()
    about = {
        "articles": Article.objects.count(),
        "mentions": Mention.objects.count(),
        "work": [(kind, name) for name, (kind, _) in work.items()],
    }
    print(json.dumps(about), flush=True)
    warm = set()
    for line in sys.stdin:
        name, times = json.loads(line)
        call = work[name][1]
        if times and name not in warm:
            for _ in range(2):
                call()
            warm.add(name)
        if times:
            taken = []
            for _ in range(times):
                start = time.perf_counter()
                call()
                taken.append(1000 * (time.perf_counter() - start))
            print(json.dumps({"ms": taken}), flush=True)
        else:
            print(json.dumps({"plans": plans_of(call)}), flush=True)


if __name__ == "__main__":
    main()
