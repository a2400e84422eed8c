"""The import contracts of .importlinter hold."""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

from tests.architecture.order import areas_from_above

ROOT = Path(__file__).resolve().parents[2]


def test_imports_point_downward() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_of_the_domain_is_an_area_of_the_contract() -> None:
    """A new area that nobody put in order would be bound by nothing."""
    folders = (ROOT / "src/xieshou/domain").iterdir()
    packages = {folder.name for folder in folders if (folder / "__init__.py").is_file()} - {"migrations"}
    assert packages <= set(areas_from_above())


def test_every_package_is_in_a_layer() -> None:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    layers = parser["importlinter:contract:layers"]["layers"].replace("|", "\n").split("\n")
    folders = (ROOT / "src/xieshou").iterdir()
    packages = {folder.name for folder in folders if (folder / "__init__.py").is_file()}
    assert packages <= {layer.strip(" ()") for layer in layers}


def test_rules_are_bound_by_their_contract() -> None:
    """Every rules module is named in the contract that keeps Django out of rules."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    bound = parser["importlinter:contract:rules"]["source_modules"].split()
    source = ROOT / "src"
    modules = (source / "xieshou/domain").glob("**/rules*")
    rules = {
        ".".join(path.relative_to(source).with_suffix("").parts)
        for path in modules
        if path.parent.name != "__pycache__"
    }
    assert "xieshou.domain.workflow.jobs.rules" in rules, "those of packages inside an area count too"
    assert rules <= set(bound)
