"""Evidence files on disk: recognised by content, kept once under their SHA-256, written before the row that names them.

A crash between file and row leaves an unnamed file, never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from django.conf import settings

from thidua.core.verdict import Refused, no
from thidua.documents.file_types import content_type_of


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
