"""`manage.py tag FILE|-`: what the tagger finds in a plain text; needs no database."""

import argparse
import io
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice

from django.core.management.base import BaseCommand, CommandError

from annotations.ingest.language import detect
from annotations.management import reporting
from annotations.tagging.found import Found
from annotations.work.load_engine import load

# Texts that the engine is given at a time.
BATCH = 64
ROUNDS = 4  # Of a report's text.
HIDDEN = "MISC"


class Command(BaseCommand):
    help = "Prints the mentions of a text as JSON lines: {start, end, label, text, score, source}."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=argparse.FileType("rb"), help="a file, or - for stdin")
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help='answer each line {"text": …} with a line: the mentions, or why it cannot be read',
        )
        parser.add_argument(
            "--report",
            action="store_true",
            help="print everything that was found, for people to read",
        )
        parser.add_argument("--misc", action="store_true", help="print the label MISC too")

    def handle(self, *, file, jsonl, report, misc, **_):
        if jsonl and report:
            raise CommandError("--report is for one text: it does not go with --jsonl.")
        self._hidden = () if misc else (HIDDEN,)
        # Texts hold every script, whatever the terminal says that it can show.
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        try:
            if report:
                self._report(file.read().decode("utf-8-sig"))
            elif jsonl:
                self._answer_lines(file)
            else:
                self._print_mentions(file.read().decode("utf-8-sig"))
        except (UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"This cannot be read: {error}.") from error

    def _print_mentions(self, text: str) -> None:
        [document] = load().tag([text], [detect(text)])
        for mention in self._mentions(document.found):
            self._write(mention)

    def _report(self, text: str) -> None:
        engine = load()
        language = detect(text)
        # The best of some: the first fills caches, and other programs run beside.
        seconds = float("inf")
        for _ in range(ROUNDS):
            began = time.perf_counter()
            [document] = engine.tag([text], [language])
            seconds = min(seconds, time.perf_counter() - began)
        for line in reporting.lines(document, text, engine, self._hidden):
            sys.stdout.write(f"{line}\n")
        words = len(text.split())
        sys.stdout.write(f"\n{words:,} words ({language}), {words / seconds:,.0f} words/s\n")

    def _answer_lines(self, lines: Iterator[bytes]) -> None:
        engine = load()
        numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
        is_all_read = True
        while batch := list(islice(numbered, BATCH)):
            read = [_text_of(number, line) for number, line in batch]
            texts = [text for text in read if isinstance(text, str)]
            documents = iter(engine.tag(texts, [detect(text) for text in texts]))
            for text in read:
                if isinstance(text, str):
                    self._write({"mentions": list(self._mentions(next(documents).found))})
                else:
                    is_all_read = False
                    self._write(text)
        if not is_all_read:
            sys.exit(1)

    def _mentions(self, found: tuple[Found, ...]) -> Iterator[dict]:
        return (asdict(one) for one in found if one.label not in self._hidden)

    def _write(self, value: object) -> None:
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _text_of(number: int, line: bytes) -> str | dict[str, object]:
    """The text of a line; for one that cannot be read the answer that says why."""
    try:
        return _text_in(json.loads(line.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        return {"line": number, "error": f"This cannot be read: {error}."}


def _text_in(value: object) -> str:
    if not isinstance(value, dict):
        raise ValueError("it is not a JSON object")
    if "text" not in value:
        raise ValueError("there is no text in it")
    text = value["text"]
    if not isinstance(text, str):
        raise ValueError("its text is not a string")
    text.encode()  # Halves of a pair are no text.
    return text
