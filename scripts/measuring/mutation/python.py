"""Mutators of Python: changes to what the code does, never to its comments, docstrings, annotations or imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import CodeType

from .mutant import Edit

_COMPARISONS = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
}
_COMPARISON = re.compile(r"not\s+in|is\s+not|in|is|[<>=!]=|[<>]")
_EXCHANGED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_TRIMMING = {"strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "lower", "upper", "casefold", "title"}
_EMPTY = {"str": '""', "int": "0", "bytes": 'b""', "list": "[]", "tuple": "()", "dict": "{}", "Mapping": "{}", "set": "set()"}
_EMPTY |= {"Iterator": "iter(())", "Iterable": "()", "Sequence": "()", "frozenset": "frozenset()"}
_TYPE = re.compile(r"[A-Z]+[a-z]\w*|list|dict|tuple|set|frozenset|type")
_TYPE_CALLS = {"cast", "TypeVar", "NewType", "ParamSpec"}
_NOT_CODE = {"annotation", "returns", "decorator_list", "bases"}
"""The fields of a node that types, registers or declares, but does nothing when the code runs."""
_TECHNICAL = {"encoding", "errors", "mode", "newline", "slots", "frozen", "check", "daemon"}
"""Arguments without which the code does the same, or nothing at all."""


def edits(text: str) -> Iterator[Edit]:
    """All changes to a module that may change what it does."""
    tree = ast.parse(text)
    yield from _Finder(text).find(tree, ())


def is_effective(text: str, changed: str) -> bool:
    """Whether a changed module compiles, and to another program."""
    try:
        return _program(compile(changed, "", "exec")) != _program(compile(text, "", "exec"))
    except (SyntaxError, ValueError):
        return False


def _program(code: CodeType) -> tuple[object, ...]:
    """The instructions and constants of code, without the places that they come from."""
    constants = tuple(_program(one) if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts)
    return code.co_code, constants, code.co_names, code.co_varnames, code.co_exceptiontable


class _Finder:
    """Finds the edits of one module."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def find(self, node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[Edit]:
        """The edits of a node and of all within it; `above` are the nodes around it, from the outermost."""
        if _is_idle(node):
            return
        yield from self._edits(node, above)
        if isinstance(node, ast.JoinedStr):
            return  # Its parts have no places of their own.
        for name, value in ast.iter_fields(node):
            if name in _NOT_CODE:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from self.find(child, (*above, node))

    def _edits(self, node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[Edit]:
        match node:
            case ast.Compare():
                yield from self._compare(node)
            case ast.BoolOp():
                yield from self._bool_op(node)
            case ast.BinOp(op=ast.Sub()):
                yield from self._between(node.left, node.right, "arithmetic", re.compile("-"), {"-": "+"})
            case ast.If() | ast.IfExp() | ast.While():
                yield self._replace("condition negated", node.test, f"not ({self._source(node.test)})")
            case ast.comprehension():
                for test in node.ifs:
                    yield self._replace("condition negated", test, f"not ({self._source(test)})")
            case ast.Constant() | ast.JoinedStr():
                yield from self._constant(node, above)
            case ast.Return(value=ast.expr() as value):
                yield from self._return(value, above)
            case ast.Call():
                yield from self._call(node)
            case ast.List() | ast.Set() | ast.Tuple() if _is_collection(node, above):
                yield from self._elements("element deleted", node.elts)
            case ast.Dict():
                for key, value in zip(node.keys, node.values, strict=True):
                    yield self._dropped("element deleted", self._start(key) if key else self._start(value) - 2, self._end(value))
        if isinstance(node, ast.stmt):
            yield from self._statement(node)

    def _compare(self, node: ast.Compare) -> Iterator[Edit]:
        sides = [node.left, *node.comparators]
        for left, right in pairwise(sides):
            yield from self._between(left, right, "comparison", _COMPARISON, _COMPARISONS)

    def _bool_op(self, node: ast.BoolOp) -> Iterator[Edit]:
        for left, right in pairwise(node.values):
            yield from self._between(left, right, "and/or", re.compile(r"\b(and|or)\b"), {"and": "or", "or": "and"})

    def _constant(self, node: ast.Constant | ast.JoinedStr, above: tuple[ast.AST, ...]) -> Iterator[Edit]:
        value = node.value if isinstance(node, ast.Constant) else self._source(node)
        if isinstance(value, bool):
            yield self._replace("truth value", node, str(not value))
        elif isinstance(value, (int, float)):
            yield self._replace("number", node, str(value + 1))
            yield self._replace("number", node, str(value - 1))
        elif isinstance(value, str) and value and not _is_name(above):
            yield self._replace("string emptied", node, '""')

    def _return(self, value: ast.expr, above: tuple[ast.AST, ...]) -> Iterator[Edit]:
        function = next(one for one in reversed(above) if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)))
        declared = function.returns if isinstance(function, ast.FunctionDef) else None
        name = self._source(declared).partition("[")[0] if declared else ""
        yield self._replace("return", value, f"not ({self._source(value)})" if name == "bool" else _EMPTY.get(name, "None"))

    def _call(self, node: ast.Call) -> Iterator[Edit]:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in ("sorted", "reversed") and node.args:
            plain = "list" if name == "sorted" else "iter"
            yield self._replace("order", node, f"{plain}({self._source(node.args[0])})")
        if name in _EXCHANGED:
            yield self._replace("function exchanged", node.func, _EXCHANGED[name])
        if isinstance(node.func, ast.Attribute) and node.func.attr in _TRIMMING:
            yield self._replace("call dropped", node, self._source(node.func.value))
        for keyword in node.keywords:
            if keyword.arg and keyword.arg not in _TECHNICAL:
                yield self._dropped("argument dropped", self._start(keyword), self._end(keyword))

    def _statement(self, node: ast.stmt) -> Iterator[Edit]:
        match node:
            case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
                yield self._replace("statement deleted", node, "yield from ()")
            case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break() | ast.Delete() | ast.If(orelse=[]):
                yield self._replace("statement deleted", node, "pass")
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                yield self._replace("statement deleted", node, "pass")

    def _elements(self, mutator: str, elements: Sequence[ast.expr]) -> Iterator[Edit]:
        for element in elements:
            yield self._dropped(mutator, self._start(element), self._end(element))

    def _between(
        self, left: ast.expr, right: ast.expr, mutator: str, pattern: re.Pattern[str], others: dict[str, str]
    ) -> Iterator[Edit]:
        """Exchanges the operator between two operands."""
        start, end = self._end(left), self._start(right)
        between = re.sub(r"#[^\n]*", lambda comment: " " * len(comment[0]), self._text[start:end])
        if found := pattern.search(between):
            yield Edit(mutator, start + found.start(), start + found.end(), others[" ".join(found[0].split())])

    def _dropped(self, mutator: str, start: int, end: int) -> Edit:
        """Drops one of several things between commas, with its comma."""
        if after := re.compile(r"\s*,\s*").match(self._text, end):
            return Edit(mutator, start, after.end())
        before = re.search(r",\s*$", self._text[:start])
        return Edit(mutator, before.start() if before else start, end)

    def _replace(self, mutator: str, node: ast.expr | ast.stmt, new: str) -> Edit:
        return Edit(mutator, self._start(node), self._end(node), new)

    def _source(self, node: ast.expr) -> str:
        return self._text[self._start(node) : self._end(node)]

    def _start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._place(node.lineno, node.col_offset)

    def _end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._place(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def _place(self, line: int, column: int) -> int:
        """The place in the text of a column, which counts bytes."""
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())


def _is_idle(node: ast.AST) -> bool:
    """Whether a node does nothing when the code runs, or tells the reader or type checker alone."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name.startswith("__")
        case ast.Subscript(value=ast.Name(id=name)):
            return bool(_TYPE.fullmatch(name))
        case ast.Call(func=ast.Name(id=name)):
            return name in _TYPE_CALLS
    return False


def _is_collection(node: ast.List | ast.Set | ast.Tuple, above: tuple[ast.AST, ...]) -> bool:
    """Whether a literal holds any number of things: a tuple elsewhere has a fixed length."""
    if not isinstance(node.ctx if not isinstance(node, ast.Set) else ast.Load(), ast.Load) or len(node.elts) < 2:
        return False
    if not isinstance(node, ast.Tuple):
        return True
    parent = above[-1]
    if isinstance(parent, ast.Assign):
        return isinstance(parent.targets[0], ast.Name)
    return isinstance(parent, (ast.AnnAssign, ast.Compare, ast.For, ast.comprehension, ast.keyword, ast.Starred))


def _is_name(above: tuple[ast.AST, ...]) -> bool:
    """Whether a string names a field, an attribute or a technical option: without it the code only breaks."""
    match above[-1]:
        case ast.Subscript():
            return True
        case ast.keyword(arg=name):
            return name in _TECHNICAL
        case ast.Call(func=ast.Name(id="getattr" | "hasattr" | "setattr")):
            return True
    return False
