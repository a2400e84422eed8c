"""Small Word files to be templates, good and bad."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

import docx

from xieshou.papers.pictures import Picture
from xieshou.papers.stamping import Made

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f"
    "0001050101272218d90000000049454e44ae426082"
)
SAMPLE = {
    "title": "示例",
    "giver": {"name": "示例市", "code": "000000"},
    "steps": [{"when": "2016年", "parts": [{"name": "示例"}]}],
    "kinds": [{"name": "示例"}],
    "chart": Picture(PIXEL, 10, "示例"),
    "made": {"line": "…"},
}
VALUES = {
    "title": "苏州市—铜仁市",
    "giver": {"name": "苏州市", "code": "320500"},
    "steps": [
        {"when": "1996年8月至2013年2月", "parts": [{"name": "甲"}, {"name": "乙"}]},
        {"when": "2013年2月至今", "parts": []},
    ],
    "kinds": [],
}


def word(paragraphs: Iterable[str] = (), *, foot: str = "{{ made.line }}", rows: Iterable[str] = ()) -> bytes:
    """A document of these paragraphs, a table of one column with these rows, and a footer."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    rows = list(rows)
    if rows:
        table = document.add_table(rows=0, cols=1)
        for text in rows:
            table.add_row().cells[0].text = text
    document.sections[0].footer.paragraphs[0].text = foot
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(
    data: bytes, change: Callable[[str, bytes], bytes | None] = lambda _, it: it, **added: bytes
) -> bytes:
    """The package with each part changed (None: dropped), and parts added under names with / written __."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w") as anew:
        for name in package.namelist():
            content = change(name, package.read(name))
            if content is not None:
                anew.writestr(name, content)
        for name, content in added.items():
            anew.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with a text replaced in one part."""

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old.encode() in content, f"{old} is not in {part}"
        return content.replace(old.encode(), new.encode())

    return changed(data, change)


def made(at: datetime = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)) -> Made:
    """What a test's paper was made from."""
    return Made(
        title="示例手册",
        language="zh-CN",
        as_of=date(2018, 6, 30),
        software="Xieshou 0.1.0",
        template="sample/zh/shipped",
        template_sha256="ab" * 32,
        at=at,
        line=f"数据截至 2018年6月30日 · 印于 {at:%H:%M}",
    )


def text_of(data: bytes) -> str:
    """All text of a paper: body, tables, headers and footers."""
    texts = []
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    for root in (document.element.body, section.header._element, section.footer._element):
        for paragraph in root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            runs = paragraph.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
            texts.append("".join(run.text or "" for run in runs))
    return "\n".join(texts)
