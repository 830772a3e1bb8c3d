"""Every command in the documents is one: its program is there and knows what it is given."""

import argparse
import ast
import os
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from celery.bin.celery import celery
from django.core.management import get_commands, load_command_class
from django.urls import resolve

from annotations.api.shell.problems import Missing

from .pages import PAGES, ROOT, lines, table

PROGRAM = re.compile(r"(?:\./)?manage\.py |script/\w|python -m |pip install |celery -A ")
INLINE = re.compile(r"`([^`]+)`")
# What a reader puts something else for: FILE, ARTICLE…, N.
TOOLS = {"mypy"}  # Others' programs; what they are given stands in pyproject.toml.
PLACEHOLDER = re.compile(r"[A-Z][A-Z_]*…?")
FILE = re.compile(r"\w+\.(?:txt|jsonl)")
SETTING = re.compile(r"([A-Z_]+)=\S*")
BENCHMARKS = {
    "tagging": "tagging",
    "long": "long_texts",
    "anchoring": "anchoring",
    "million": "million",
    "trail": "trail",
    "streams": "streams",
    "partitions": "partitions",
    "exports": "exports",
    "similar": "similar_speed",
}


def commands() -> list[tuple[str, str]]:
    """(document, command): lines of `sh` blocks, and such as stand in a sentence."""
    found = []
    for page in PAGES:
        block = "\n".join(line.text for line in lines(page) if line.fence == "sh")
        whole = block.replace("\\\n", " ").splitlines()
        for line in lines(page):
            if line.fence is None:
                whole += [code for code in INLINE.findall(line.text) if PROGRAM.match(code)]
        found += [(page.name, command) for command in whole if command.strip()]
    return found


@pytest.mark.parametrize(("page", "command"), commands())
def test_it_is_known_with_its_options(page, command, tmp_path, monkeypatch):
    inner = re.search(r"\$\((.+?)\)", command)
    if re.match(r"\w+=http", command):
        return
    words = words_of(inner[1] if inner else command)
    monkeypatch.chdir(tmp_path)
    for word in words:
        if FILE.fullmatch(word):  # Some commands open what they are given.
            Path(word).touch()
    check(words)


def test_most_documents_have_some():
    assert len(commands()) > 40
    assert len({page for page, _ in commands()}) > 8


def words_of(command: str) -> list[str]:
    """Without what is optional's brackets, comments and settings in front."""
    words = shlex.split(re.sub(r"[\[\]]|\.\.\.", "", command), comments=True)
    words = ["1" if PLACEHOLDER.fullmatch(word) else word for word in words]
    known = " ".join(cell for row in table(ROOT / "README.md", "Settings") for cell in row[:1])
    while setting := SETTING.fullmatch(words[0]):
        assert f"`{setting[1]}`" in known
        words = words[1:]
    return words


def check(words: list[str]) -> None:
    program, *rest = words
    if program.endswith("python"):
        program, *rest = rest
    name = Path(program).name
    if name == "manage.py":
        of_django(*rest)
    elif program.startswith("script/"):
        of_script(program, rest)
    elif program == "-m":
        of_module(*rest)
    elif name == "pip":
        assert rest[0] == "install"
        assert all((ROOT / file).is_file() for option, file in pairwise(rest) if option == "-r")
    elif program == "celery":
        of_celery(*rest)
    elif program == "openapi-python-client":
        of_generator(*rest)
    else:
        of_curl(program, rest)


def of_django(name: str, *options: str) -> None:
    command = load_command_class(get_commands()[name], name)
    if options:  # In a sentence the name alone may stand for it.
        command.create_parser("manage.py", name).parse_args(options)


def of_script(program: str, words: list[str]) -> None:
    path = ROOT / program
    assert os.access(path, os.X_OK)
    if path.name == "server":
        of_django("up", *words)
    elif path.name in ("bench", "evaluate"):
        modules = (
            BENCHMARKS
            if path.name == "bench"
            else dict.fromkeys(("intake", "quotes", "checkworthy", "similar"))
        )
        default = "run" if path.name == "bench" else "tagger"
        given = words[0] if words and words[0] in modules else ""
        assert not given or given in path.read_text()
        of_module(f"benchmarks.{modules.get(given) or given or default}", *words[bool(given) :])
    elif path.name == "test" and words and words[0].startswith("--"):
        assert f"= {words[0]} ]" in path.read_text()
    else:
        paths = [word for word in words if "/" in word]
        assert [word for word in paths if not (ROOT / word).exists()] == []


def of_module(name: str, *words: str) -> None:
    """Read, not imported: some need what only those who train a model have."""
    if name in TOOLS:
        assert not words
        return
    tree = ast.parse((ROOT / (name.replace(".", "/") + ".py")).read_text())
    parser = argparse.ArgumentParser(exit_on_error=False)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_argument":
            kinds = {one.arg: one.value for one in node.keywords}
            more = {
                name: ast.literal_eval(kinds[name]) for name in ("action", "nargs") if name in kinds
            }
            parser.add_argument(*(ast.literal_eval(one) for one in node.args), **more)
    parser.parse_args(words)


def of_generator(name: str, *options: str) -> None:
    """As script/client calls it, which a test runs."""
    called = (ROOT / "script/client").read_text()
    assert {word for word in (name, *options) if word[0].islower() or word[0] == "-"} - {
        "schema.json",
        "client.yaml",
    } <= set(called.split())


def of_celery(app: str, module: str, name: str, *options: str) -> None:
    assert (app, module) == ("-A", "newsroom")
    known = {flag for option in celery.commands[name].params for flag in option.opts}
    assert {word for word in options if word.startswith("-")} <= known


def of_curl(program: str, words: list[str]) -> None:
    assert program == "curl"
    [address] = [word for word in words if word.startswith(("$api/", "$site/"))]
    address = address.replace("$api", "/api/v1").replace("$site", "").split("?")[0]
    assert getattr(resolve(address).func, "cls", None) is not Missing
