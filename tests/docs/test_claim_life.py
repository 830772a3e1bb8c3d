"""The document of a claim's life says what the tables of workflow and roles say."""

import re

from annotations import rights
from annotations.models import Stage
from annotations.models.claims import workflow

from .pages import DOCS, lines, table

PAGE = DOCS / "claim-life.md"
ARROW = re.compile(r"\s*(\w+) --> (\w+): (.+)")


def test_its_actions_are_those_of_the_workflow_with_their_roles():
    told = [
        (action, set(begins.split(", ")), ends, role)
        for action, begins, ends, role, _ in table(PAGE, "Actions")
    ]
    assert told == [
        (action, set(move.begins), move.ends or "as it is", rights.LEAST_ROLE[action])
        for action, move in in_its_order(told)
    ]
    assert {row[0] for row in told} == set(workflow.MOVES)


def in_its_order(told):
    return [(row[0], workflow.MOVES[row[0]]) for row in told]


def test_its_stages_are_all_there_are_by_the_words_of_the_pages():
    told = [(slug.strip("`"), label) for slug, label, _ in table(PAGE, "Stages")]
    assert told == [(stage.value, str(stage.label)) for stage in Stage]


def test_its_diagram_has_every_move_and_no_other():
    """`unchecked` stands for the three stages in it; words in brackets are no action."""
    drawn = set()
    for line in lines(PAGE):
        arrow = ARROW.fullmatch(line.text) if line.fence == "mermaid" else None
        if arrow and not arrow[3].startswith("("):
            begins = workflow.UNDER_WAY if arrow[1] == "unchecked" else {arrow[1]}
            drawn |= {(begin, arrow[3], arrow[2]) for begin in begins}
    moves = {
        (begin, action, move.ends)
        for action, move in workflow.MOVES.items()
        for begin in move.begins
        if move.ends and begin != move.ends
    }
    assert drawn == {(str(begin), action, str(ends)) for begin, action, ends in moves}
