"""Every act that the program records has a name for people, and every name is of an act that is recorded."""

from __future__ import annotations

import ast
from pathlib import Path

import thidua
from thidua.audit.labels import LABELS

SOURCE = Path(thidua.__file__).parent


def words_of_the_source() -> set[str]:
    """Every text literal of the program outside the list of labels itself."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path != SOURCE / "audit" / "labels.py" and "migrations" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= {
                node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    return found


def acts_recorded() -> set[str]:
    """What the actions of the data apps give as `action=`."""
    paths = [*SOURCE.rglob("actions.py"), *SOURCE.rglob("actions/*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    return {
        str(node.value.value)
        for node in nodes
        if isinstance(node, ast.keyword) and node.arg == "action" and isinstance(node.value, ast.Constant)
    }


def test_every_act_has_a_label() -> None:
    assert acts_recorded() - set(LABELS) == set()


def test_every_label_is_used() -> None:
    assert set(LABELS) - words_of_the_source() == set()
