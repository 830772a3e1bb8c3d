"""A thousand articles queued at once: how fast a worker is, what the web pays, what kills cost."""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import spacy

from annotations.tagging.pipeline import Pipeline
from annotations.tagging.statistical import SHIPPED
from benchmarks.client import Client, percentiles
from benchmarks.run import Figures, connect, create_token
from tests.browser.running import Running

FIRST = "Ilka Tomas Ole Mara Jonas Edda Piet Lena Ruben Sanne".split()
LAST = "Varn Okell Brandt Teske Holm Abaroa Quist Dahl Ferro Lund".split()
PLACES = "Oslo Vienna Porto Ghent Aarhus Lviv Turin Bern".split()
SENTENCES = (
    "{person} said in {place} on 2 March {year} that {number} bridges were unsafe.",
    "The {place} Institute of Transport counted {number} of them in {year}.",
    "“We were never told,” said {person}, the minister of transport.",
    "Nobody in {place} had asked for a second report, according to {person}.",
    "It was the largest number since {year}, and twice as many as the ministry had said.",
)
AT_ONCE = 24  # Texts, as a worker takes them.
LENGTH = 32  # Sentences: about 400 words.
KILLS = 5
# Of the articles: what a floor needs to be steady.
OF_FLOOR = 0.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        started = Running(Path(folder)).wait_until_ready()
        try:
            measure(started, Path(folder), options.articles, figures)
        except Exception:
            print("".join(started.lines[-30:]), file=sys.stderr)
            raise
        finally:
            started.stop()
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        figures.show()


def measure(started: Running, data: Path, number: int, figures: Figures) -> None:
    texts = [text(i) for i in range(number)]
    raw, cpu = floors(texts[: max(AT_ONCE, int(number * OF_FLOOR))], figures)
    client = Client(started.port, create_token(data))
    idle = percentiles(web(client, until=lambda count: count >= 100))[1]
    before = cpu_of(tagging_processes(started))
    ids = add(client, texts, "quiet")
    meanwhile = until_over(client, data)
    rate = number / seconds_of(data, ids)
    figures.add("worker of 2 processes", rate, "articles/s", floor=raw)
    spent = (cpu_of(tagging_processes(started)) - before) / number * 1000
    figures.add("worker, processor time", spent, "ms/article", floor=cpu)
    figures.add("list of 50, p95, meanwhile", meanwhile, "ms", floor=idle)
    ids = add(client, texts, "killed")
    killer = threading.Thread(target=kill_in_turn, args=(started, data, number))
    killer.start()
    meanwhile = until_over(client, data)
    killer.join()
    figures.add(f"killed {KILLS} times: all ended after", seconds_of(data, ids), "s")
    figures.add("list of 50, p95, meanwhile", meanwhile, "ms", floor=idle)
    done, doubled = outcome(data, ids)
    figures.add("done", done, "", target=f"{number}", met=done == number)
    figures.add("doubled", doubled, "", target="0", met=doubled == 0)


def text(number: int) -> str:
    """Of about 400 words; no two are alike, each is the same in every run."""
    made = random.Random(number)
    sentences = (
        made.choice(SENTENCES).format(
            person=f"{made.choice(FIRST)} {made.choice(LAST)}",
            place=made.choice(PLACES),
            number=made.randrange(3, 900),
            year=made.randrange(1990, 2026),
        )
        for _ in range(LENGTH)
    )
    return f"Report {number}\n\n" + " ".join(sentences)


def floors(texts: list[str], figures: Figures) -> tuple[float, float]:
    """Articles a second and milliseconds of processor an article of the bare model, in one process.

    The latter hardly depends on what else the machine does.
    """
    model, pipeline = spacy.load(SHIPPED), Pipeline(SHIPPED)
    words = sum(len(one.split()) for one in texts)

    def piped() -> None:
        for _ in model.pipe(texts):
            pass

    def tagged() -> None:
        for at in range(0, len(texts), AT_ONCE):
            some = texts[at : at + AT_ONCE]
            pipeline.tag(some, ["en"] * len(some))

    bare, whole = least(piped), least(tagged)
    figures.add("bare model, nlp.pipe, words", words / bare, "/s")
    figures.add("whole pipeline, words", words / whole, "/s", floor=words / bare)
    figures.add("bare model, nlp.pipe", len(texts) / bare, "articles/s")
    start = time.process_time()
    piped()
    return len(texts) / bare, (time.process_time() - start) / len(texts) * 1000


def least(call: Callable[[], None], times: int = 3) -> float:
    """Seconds of the fastest of so many calls."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def add(client: Client, texts: list[str], called: str) -> tuple[int, int]:
    """Queue them at once; the first and the last id."""
    lines = [
        json.dumps({"desk": "demo", "headline": f"{called} {i}", "text": one})
        for i, one in enumerate(texts)
    ]
    answers = client.call("POST", "/api/v1/articles/bulk/", "\n".join(lines).encode())
    ids = [json.loads(line)["id"] for line in answers.splitlines()]
    return min(ids), max(ids)


def web(client: Client, *, until: Callable[[int], bool]) -> list[float]:
    """Seconds of each request for the list of articles, ten a second."""
    taken: list[float] = []
    while not until(len(taken)):
        start = time.perf_counter()
        client.call("GET", "/api/v1/articles/?desk=demo")
        taken.append(time.perf_counter() - start)
        time.sleep(0.1)
    return taken


def until_over(client: Client, data: Path) -> float:
    """The web's p95 in milliseconds while runs are due."""
    with connect(data) as link:  # One: each new one is a process of PostgreSQL's.
        return percentiles(web(client, until=lambda _: left(link) == 0))[1]


def ask(data: Path, query: str, *given: object) -> tuple:
    with connect(data) as link:
        return link.execute(query, given).fetchone()


def left(link: psycopg.Connection) -> int:
    query = "SELECT count(*) FROM annotations_taggingrun WHERE state IN ('queued', 'running')"
    return link.execute(query).fetchone()[0]


def seconds_of(data: Path, ids: tuple[int, int]) -> float:
    query = (
        "SELECT extract(epoch FROM max(finished_at) - min(queued_at))::float "
        "FROM annotations_taggingrun WHERE article_id BETWEEN %s AND %s"
    )
    return ask(data, query, *ids)[0]


def kill_in_turn(started: Running, data: Path, number: int) -> None:
    """`kill -9` of every process that tags, whenever a sixth more of the articles is done."""
    with connect(data) as link:
        for kill in range(1, KILLS + 1):
            while left(link) > number * (1 - kill / (KILLS + 1)):
                time.sleep(0.05)
            for pid in tagging_processes(started):
                os.kill(pid, signal.SIGKILL)


def tagging_processes(started: Running) -> list[int]:
    [worker] = [pid for pid in children_of(started.process.pid) if b"worker" in command(pid)]
    return children_of(worker)


def cpu_of(pids: list[int]) -> float:
    """Seconds of processor that these processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command(pid: int) -> bytes:
    words = Path(f"/proc/{pid}/cmdline").read_bytes()
    return words if b"celery" in words else b""


def outcome(data: Path, ids: tuple[int, int]) -> tuple[int, int]:
    """How many articles are done, and how many hold other than what their run counted."""
    query = """
        SELECT count(*) FILTER (WHERE r.state = 'done'),
               count(*) FILTER (WHERE (r.counts->>'mentions')::int <> m.number)
        FROM annotations_taggingrun r, LATERAL (
            SELECT count(*) AS number FROM annotations_mention m WHERE m.article_id = r.article_id
        ) m WHERE r.article_id BETWEEN %s AND %s
    """
    return ask(data, query, *ids)


if __name__ == "__main__":
    main()
