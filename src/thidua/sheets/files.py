"""Evidence files on disk: recognised by content, kept once under their SHA-256, written before the row that names them.

A crash between file and row leaves an unnamed file, never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

import puremagic
from django.conf import settings

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


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`size` in bytes; the file lies at `evidence_path(sha256)`."""

    sha256: str
    size: int
    content_type: str


class Upload(Protocol):
    """What is sent: read once, from its beginning."""

    def read(self, size: int, /) -> bytes: ...


def evidence_path(sha256: str) -> Path:
    return Path(settings.THIDUA_EVIDENCE) / sha256[:2] / sha256


def store(upload: Upload) -> StoredFile:
    """Check an uploaded file and put it in its place. Raises `Refused` with what is wrong and what to do."""
    content = upload.read(settings.THIDUA_UPLOAD_BYTES + 1)
    if len(content) > settings.THIDUA_UPLOAD_BYTES:
        raise Refused(no("too_large", "Tệp vượt quá 20 MB. Hãy giảm dung lượng hoặc tách tệp rồi gửi lại."))
    if not content:
        raise Refused(no("empty_file", "Tệp rỗng. Hãy chọn lại tệp cần gửi."))
    content_type = content_type_of(content)
    sha256 = hashlib.sha256(content).hexdigest()
    path = evidence_path(sha256)
    if not path.exists():
        _write(path, content)
    return StoredFile(sha256=sha256, size=len(content), content_type=content_type)


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


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as temporary:
        temporary.write(content)
        temporary.flush()
        os.fsync(temporary.fileno())
    os.chmod(temporary.name, 0o600)
    os.replace(temporary.name, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def fault_of(sha256: str) -> str:
    """What is wrong with a kept file: gone, or its bytes are no longer those of its hash; "" when it is sound."""
    path = evidence_path(sha256)
    if not path.is_file():
        return "Tệp minh chứng không còn trên đĩa."
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    return "" if found == sha256 else "Tệp minh chứng trên đĩa đã bị sửa: mã băm không khớp."
