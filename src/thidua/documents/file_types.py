"""What a received file is, told by its bytes, never by its name; office files are measured before they are opened."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import puremagic

from thidua.core.verdict import Refused, no

_TYPES = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word (.docx)",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel (.xlsx)",
}
_OFFICE_PARTS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHOWN_IN_PAGE = frozenset({"application/pdf", "image/png", "image/jpeg"})
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_RATIO = 200
_MOST_PARTS = 2000
_ALLOWED = "Hãy gửi tệp PDF, ảnh PNG hoặc JPEG, Word (.docx) hay Excel (.xlsx)."


def content_type_of(content: bytes) -> str:
    """The type told by the bytes, never by the name. Raises `Refused` for what is not accepted."""
    if content[:4] == b"PK\x03\x04":
        return _office_type(content)
    try:
        found = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found not in _TYPES or (found == "application/pdf" and not content.startswith(b"%PDF-")):
        raise Refused(no("wrong_type", f"Không nhận loại tệp này. {_ALLOWED}"))
    return found


def _office_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            unpacked = sum(part.file_size for part in parts)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise Refused(no("damaged", "Tệp bị hỏng, không mở được. Hãy xuất lại tệp rồi gửi.")) from error
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * len(content):
        raise Refused(no("bomb", f"Tệp nén bung ra quá lớn nên bị từ chối. {_ALLOWED}"))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(no("macro", "Tệp có macro nên bị từ chối. Hãy lưu lại dạng .docx hoặc .xlsx không macro."))
    for part, content_type in _OFFICE_PARTS.items():
        if part in names and "[Content_Types].xml" in names:
            return content_type
    raise Refused(no("wrong_type", f"Không nhận tệp nén. {_ALLOWED}"))
