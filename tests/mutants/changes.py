"""The places of a module that can be changed, each change small enough to be a slip of the hand."""

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Lt: ast.LtE, ast.LtE: ast.Lt,
    ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip
# What no run depends on.
UNREAD = {"annotation", "returns", "decorator_list", "type_params", "format_spec"}


class Mutation(NamedTuple):
    """`apply` changes the tree that the change was found in."""

    line: int
    what: str
    apply: Callable[[], None]


def changes(tree: ast.Module) -> list[Mutation]:
    """All of a module, the same for the same source; apply one of them."""
    return [change for node in _code(tree) for change in _of(node)]


def _code(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for name, value in ast.iter_fields(node):
        if name in UNREAD:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _code(child)


def _of(node: ast.AST) -> Iterator[Mutation]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield from _of_block(block)
    match node:
        case ast.If() | ast.While() | ast.IfExp():
            yield _set(node, "test", _not(node.test), "condition turned round")
        case ast.UnaryOp(op=ast.Not()):
            yield _set(node, "operand", _not(node.operand), "not dropped")
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield _set(
                node, "op", other, "and for or" if isinstance(other, ast.And) else "or for and"
            )
        case ast.Compare():
            yield from _of_comparison(node)
        case ast.BinOp() | ast.AugAssign() if type(node.op) in OPERATORS:
            other = OPERATORS[type(node.op)]
            yield _set(node, "op", other(), f"{other.__name__} for {type(node.op).__name__}")
        case ast.Constant(value=bool(value)):
            yield _set(node, "value", not value, f"{not value} for {value}")
        case ast.Constant(value=int(value)):
            yield _set(node, "value", value + 1, f"{value + 1} for {value}")
        case ast.Return(value=ast.expr()):
            yield _set(node, "value", ast.Constant(None), "nothing returned")


def _of_block(block: list[ast.stmt]) -> Iterator[Mutation]:
    for at, statement in enumerate(block):
        match statement:
            case ast.Raise():
                yield _drop(block, at, "raise left out")
            case ast.Expr(value=ast.Call()):
                yield _drop(block, at, "call left out")
            case ast.AugAssign():
                yield _drop(block, at, "assignment left out")
            case ast.Continue() | ast.Break():
                yield _drop(block, at, "jump left out")


def _of_comparison(node: ast.Compare) -> Iterator[Mutation]:
    for at, op in enumerate(node.ops):
        other = COMPARISONS[type(op)]

        def apply(at=at, other=other):
            node.ops[at] = other()

        yield Mutation(node.lineno, f"{other.__name__} for {type(op).__name__}", apply)


def _set(node, name: str, value: object, what: str) -> Mutation:
    return Mutation(node.lineno, what, lambda: setattr(node, name, value))


def _drop(block: list[ast.stmt], at: int, what: str) -> Mutation:
    statement = block[at]

    def apply() -> None:
        block[at] = ast.copy_location(ast.Pass(), statement)

    return Mutation(statement.lineno, what, apply)


def _not(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)
