"""The page docs/howto/bad-files.md, from the files: ``python -m tests.workbooks.bad_files_page``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.workbooks.declared import PROJECTS
from tests.workbooks.test_refuse_files import BAD
from xieshou.kernel.language import Language
from xieshou.workbooks.guarding import Limits
from xieshou.workbooks.reading import read
from xieshou.workbooks.refusing import DamagedError, RefusedFileError

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "bad-files.md"
HEAD = """# Bad files and what they get · 坏文件一览

Each of these files is made and sent in by a test, which fails when an answer is another than the one here
(`tests/workbooks/test_refuse_files.py`; `python -m tests.workbooks.bad_files_page` writes this page). None of
them changed anything: `tests/domain/workflow/ledgers/test_bad_files.py` sends them all to a register. Where a
place inside the file is named, it stands here as `…`.

下列文件由测试逐一生成并上传,回答与本页不符时测试失败;没有一个文件改动过任何数据。

| | file · 文件 | what is wrong · 毛病 | answer · 回答 | code | changed · 是否改动 |
|---:|---|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (what, name, make, _) in enumerate(BAD, 1):
            path = Path(folder) / str(number) / name
            path.parent.mkdir()
            make(path)
            rows.append(_row(number, name, what, _answer(path, Limits())))
    return HEAD + "\n".join(rows) + "\n"


def _answer(path: Path, limits: Limits) -> RefusedFileError:
    try:
        read(path, PROJECTS, limits=limits)
    except DamagedError:
        # What exactly is garbled is said in the words of Python's own readers, which change with it.
        return DamagedError(what="…")
    except RefusedFileError as refusal:
        return refusal
    raise AssertionError(f"{path.name} was taken")


def _row(number: int, name: str, what: str, refusal: RefusedFileError) -> str:
    said = "<br>".join(refusal.describe(language).replace("|", "\\|") for language in Language)
    return f"| {number} | `{name}` | {what} | {said} | `{refusal.code}` | no · 否 |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
