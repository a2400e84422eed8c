"""``xieshou verify``: silent where all holds, reasons and exit code 1 where something is broken."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.support.running import Home
from xieshou.cli.root import app
from xieshou.domain.places.models import Division, DivisionVersion


def verify(*words: str) -> Result:
    """Type ``xieshou verify`` on the test's own database."""
    return CliRunner().invoke(app, ["verify", *words])


@pytest.fixture
def county(db: None, settings: Any, tmp_path: Path) -> Division:
    """A province and its county, in order, in a home of their own without maps."""
    settings.XIESHOU_HOME = tmp_path
    province = Division.objects.create(level=1, code="520000", name="示例省", name_en="")
    own = Division.objects.create(level=3, code="522630", name="示例县", name_en="")
    for division, parent in ((province, None), (own, province)):
        DivisionVersion.objects.create(
            division=division,
            code=division.code,
            name=division.name,
            parent=parent,
            name_key=division.name,
            stem=division.name[:-1],
            initials="slx",
            source="示例",
            certainty="sample",
        )
    return own


def test_what_holds_exits_with_0(county: Division) -> None:
    done = verify("--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["ok"]) == (0, True)
    assert {tuple(proof) for proof in told["proofs"]} == {("name", "checked", "failures", "warnings")}
    assert [proof["failures"] for proof in told["proofs"] if proof["failures"]] == []


def test_a_broken_row_exits_with_1_and_is_named(county: Division) -> None:
    """Two units of one code on one day."""
    twin = Division.objects.create(level=3, code="522630", name="又一县", name_en="")
    version = county.versions.get()
    version.pk, version.division, version.name = None, twin, twin.name
    version.save(force_insert=True)
    done = verify("--json")
    told = json.loads(done.stdout)
    failed = {proof["name"]: proof["failures"] for proof in told["proofs"] if proof["failures"]}
    assert (done.exit_code, told["ok"]) == (1, False)
    assert list(failed) == ["no code means two divisions on one day"]
    assert "522630" in failed["no code means two divisions on one day"][0]
    assert "未通过" in done.stderr


def test_a_table_marks_what_failed(county: Division) -> None:
    DivisionVersion.objects.filter(division=county).update(parent=None)
    done = verify("--table")
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("✗"))
    assert "every division has one parent in force" in lines[at]
    assert "示例县" in lines[at + 1]


def test_what_is_not_loaded_warns(county: Division) -> None:
    proofs = {proof["name"]: proof for proof in json.loads(verify("--json").stdout)["proofs"]}
    assert "xieshou load" in proofs["what ships is loaded (divisions)"]["warnings"][0]


def test_a_kept_text_that_changed_is_found(county: Division, settings: Any, administrator: Any) -> None:
    from tests.support import sample_document
    from xieshou.domain.evidence.documents import keeping, storage

    name = "kept texts, photos and files are as they were kept"
    given = {"document": sample_document.document(), "name": "示例.txt", "data": "示例".encode()}
    kept = keeping.attach_text(actor=administrator, **given).attachment
    proofs = {proof["name"]: proof for proof in json.loads(verify("--json").stdout)["proofs"]}
    assert (proofs[name]["checked"], proofs[name]["failures"]) == (1, [])
    storage.path_of(settings.XIESHOU_HOME, kept.sha256).write_bytes(b"other")
    done = verify("--json")
    proofs = {proof["name"]: proof for proof in json.loads(done.stdout)["proofs"]}
    assert done.exit_code == 1
    assert proofs[name]["failures"] == [f"EX1 示例.txt: {kept.sha256}: not as it was kept"]


@pytest.mark.slow
def test_all_that_ships_holds_and_a_damaged_map_does_not(
    loaded_home: Home, county: Division, settings: Any, tmp_path: Path
) -> None:
    done = loaded_home.run("verify", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["ok"]) == (0, True)
    checked = {proof["name"]: proof["checked"] for proof in told["proofs"]}
    assert checked["versions of a division follow one another"] > 40_000
    assert checked["map files are as they were drawn"] > 300

    shutil.copytree(loaded_home.folder / "geometry", tmp_path / "geometry")
    (tmp_path / "geometry" / "counties" / "522600.json").write_text("{}")
    (tmp_path / "geometry" / "national.json").unlink()
    settings.XIESHOU_HOME = tmp_path
    done = verify("--table")
    assert done.exit_code == 1
    assert "counties/522600.json: not as it was drawn" in done.stdout
    assert "national.json: missing" in done.stdout


def test_no_home_is_touched_by_looking(county: Division, settings: Any) -> None:
    before = sorted(path.name for path in settings.XIESHOU_HOME.iterdir())
    verify("--json")
    assert sorted(path.name for path in settings.XIESHOU_HOME.iterdir()) == before
