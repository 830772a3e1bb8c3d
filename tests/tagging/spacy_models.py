"""Small spaCy models of other families, made for the tests that load one."""

from pathlib import Path

import spacy

PATTERNS = {
    "PERSON": "Ilka Varn", "GPE": "Oslo", "ORG": "the World Health Organization", "NORP": "Norwegian",
    "DATE": "the 4th of May", "CARDINAL": "twelve", "WORK_OF_ART": "Peer Gynt",
}  # fmt: skip


def folder_at(path: Path, patterns: dict[str, str] = PATTERNS, language: str = "en") -> Path:
    """A model folder with OntoNotes' labels that knows the patterns by heart."""
    nlp = spacy.blank(language, meta={"name": "desk", "version": "2.3.4"})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label, name in patterns.items()])
    nlp.meta["performance"] = {"ents_per_type": {"PERSON": {"p": 0.91, "r": 0.8, "f": 0.85}}}
    nlp.to_disk(path)
    return path


def package_in(path: Path, name: str) -> str:
    """A model as an installed package of this name, where `path` is searched; gives the name."""
    (path / name).mkdir()
    folder_at(path / name / "model")
    installed = path / f"{name}-2.3.4.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.3.4\n")
    (path / name / "__init__.py").write_text(
        "from pathlib import Path\n"
        "from spacy.util import load_model_from_path\n"
        "def load(**overrides):\n"
        "    return load_model_from_path(Path(__file__).parent / 'model', **overrides)\n"
    )
    return name
