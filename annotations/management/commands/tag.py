"""`manage.py tag FILE|-`: what the tagger finds in a plain text; needs no database."""

import argparse
import dataclasses
import json
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from annotations.ingest.language import detect


class Command(BaseCommand):
    help = "Prints the mentions of a text as JSON lines: {start, end, label, text, score}."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=argparse.FileType("rb"), help="a file, or - for stdin")
        parser.add_argument(
            "--jsonl", action="store_true", help='each line {"text": …} answered by one line'
        )

    def handle(self, *, file, jsonl, **_):
        engine = import_string(settings.TAGGING_ENGINE)()
        try:
            if not jsonl:
                for mention in self._mentions(engine, file.read().decode("utf-8-sig")):
                    self._write(mention)
                return
            for line in file:
                if line.strip():
                    self._write({"mentions": self._mentions(engine, json.loads(line)["text"])})
        except (UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"This cannot be read: {error}.") from error

    def _mentions(self, engine, text: str) -> list[dict]:
        return [dataclasses.asdict(one) for one in engine.tag(text, detect(text))]

    def _write(self, value: object) -> None:
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
