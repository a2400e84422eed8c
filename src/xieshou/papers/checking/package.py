"""Is the file a Word document that can do nothing by itself? Looked at before anything opens it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from xieshou.papers.faults import Fault, FaultCode

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 60 * MEGABYTE
MOST_ENTRIES = 2_000

_OLE = b"\xd0\xcf\x11\xe0"  # .doc, and every Office file under a password
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_ENCRYPTED = 0x1
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Fields that fetch files, start programs or run macros when Word opens or updates the paper.
_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|LINK|MACROBUTTON|DATABASE|RD|AUTOTEXT)\b"
)
_PASSIVE_LINKS = ("/hyperlink",)


def faults_of_file(data: bytes) -> list[Fault]:
    """What keeps the bytes from being a harmless .docx; empty when nothing does."""
    if not data:
        return [Fault(FaultCode.EMPTY)]
    if len(data) > MOST_BYTES:
        return [Fault(FaultCode.TOO_LARGE, f"{MOST_BYTES // MEGABYTE} MB")]
    if data.startswith(_OLE):
        return [Fault(FaultCode.OLD_OR_LOCKED)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _of_package(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        # What zipfile raises for torn, encrypted or strangely packed files.
        return [Fault(FaultCode.DAMAGED if data.startswith(b"PK") else FaultCode.NOT_WORD)]


def _of_package(package: zipfile.ZipFile) -> list[Fault]:
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        return [Fault(FaultCode.TOO_LARGE, f"{MOST_UNPACKED // MEGABYTE} MB")]
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return [Fault(FaultCode.OLD_OR_LOCKED)]
    names = [entry.filename for entry in entries]
    if _TYPES not in names or _MAIN not in names:
        return [Fault(FaultCode.NOT_WORD)]
    if len(set(names)) < len(names):
        return [Fault(FaultCode.DAMAGED)]
    faults = list(_of_types(package.read(_TYPES).decode("utf-8", "replace")))
    faults += [fault for name in names for fault in _of_name(name)]
    for name in names:
        if name.endswith((".xml", ".rels")):
            faults += _of_xml(name, package.read(name))
        else:
            package.read(name)  # its checksum
    return list(dict.fromkeys(faults))


def _of_types(types: str) -> Iterator[Fault]:
    if "macroEnabled" in types or "vbaProject" in types:
        yield Fault(FaultCode.MACRO)
    elif "wordprocessingml.template.main" in types:
        yield Fault(FaultCode.WORD_TEMPLATE)


def _of_name(name: str) -> Iterator[Fault]:
    lower = name.lower()
    if "vbaproject" in lower or "vbadata" in lower:
        yield Fault(FaultCode.MACRO)
    elif any(word in lower for word in ("/embeddings/", "/activex/", "customui", "afchunk", "/ctrlprops/")):
        yield Fault(FaultCode.EMBEDDED, name)


def _of_xml(name: str, data: bytes) -> Iterator[Fault]:
    # In UTF-16 the words would hide between zero bytes.
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data.replace(b"\0", b""), re.IGNORECASE):
        yield Fault(FaultCode.ENTITY, name)
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        yield Fault(FaultCode.DAMAGED, name)
        return
    if name.endswith(".rels"):
        for link in root:
            if link.get("TargetMode") == "External" and not link.get("Type", "").endswith(_PASSIVE_LINKS):
                yield Fault(FaultCode.LINKED, link.get("Target", ""))
            elif link.get("Type", "").endswith("/aFChunk"):
                yield Fault(FaultCode.EMBEDDED, link.get("Target", ""))
    elif name.startswith("word/"):
        yield from _of_fields(root)


def _of_fields(root: etree._Element) -> Iterator[Fault]:
    """A field's code may be cut into several runs, so that it is read by the paragraph."""
    for paragraph in root.iter(f"{_W}p"):
        code = "".join(run.text or "" for run in paragraph.iter(f"{_W}instrText"))
        code += "".join(field.get(f"{_W}instr", "") + " " for field in paragraph.iter(f"{_W}fldSimple"))
        found = _FIELDS.search(code.upper())
        if found:
            yield Fault(FaultCode.FIELD, found[1])
