"""A plugin of pytest: one module is imported with one change, by NEWSROOM_MUTANT=PATH:NUMBER."""

import ast
import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path

from .changes import changes


class Changed(SourceFileLoader):
    def __init__(self, name: str, path: str, number: int):
        super().__init__(name, path)
        self.number = number

    def get_code(self, fullname):
        tree = ast.parse(Path(self.path).read_text(encoding="utf-8"))
        changes(tree)[self.number].apply()
        return compile(ast.fix_missing_locations(tree), self.path, "exec")


class Finder(MetaPathFinder):
    def __init__(self, path: str, number: int):
        self.name = path.removesuffix(".py").replace("/", ".")
        self.loader = Changed(self.name, str(Path(path).absolute()), number)

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        return spec_from_file_location(fullname, self.loader.path, loader=self.loader)


if mutant := os.environ.get("NEWSROOM_MUTANT"):
    where, _, which = mutant.partition(":")
    sys.meta_path.insert(0, Finder(where, int(which)))
