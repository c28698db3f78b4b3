"""How large a workbook really is, before a library lays its sheets out in memory.

A reader of spreadsheets allots every cell between the first and the last: a file of two cells, A1 and XFD1048576, would
ask for seventeen thousand million. So the sheets are read once as a stream of elements, in constant memory.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat

from thidua.core.verdict import Refused, no

MOST_ROWS = 20_000
MOST_COLUMNS = 64
_MOST_UNPACKED = 60 * 1024 * 1024
_CHUNK = 64 * 1024
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TOO_LARGE = (
    f"Tệp có ô nằm quá xa: mỗi trang tính đọc không quá {MOST_ROWS} dòng và {MOST_COLUMNS} cột. "
    "Hãy xóa các dòng, cột thừa rồi lưu lại."
)
_DAMAGED = "Tệp Excel bị hỏng, không đọc được. Hãy mở bằng Excel rồi lưu lại."


class _Measure:
    """The farthest row and column of one part, by the rules of the format: a place not written follows the last one."""

    def __init__(self) -> None:
        self.row = 0
        self.column = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition("}")[2].rpartition(":")[2]
        if local == "row":
            written = attributes.get("r", "")
            self.row = int(written) if written.isascii() and written.isdigit() and len(written) < 9 else self.row + 1
            self.column = 0
        elif local == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self.row, self.column = (
                (int(place[2]), _column(place[1])) if place is not None else (self.row, self.column + 1)
            )
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise Refused(no("too_large", _TOO_LARGE))


def measure(content: bytes) -> None:
    """Read every part of the archive to its end; raise `Refused` for a damaged file, a bomb, a document type
    declaration or a cell beyond the limits."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            left = _MOST_UNPACKED
            for part in archive.infolist():
                left = _read(archive, part, left)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error, EOFError, OSError) as error:
        raise Refused(no("damaged", _DAMAGED)) from error
    except (NotImplementedError, RuntimeError, ValueError) as error:  # an unknown packing, or a password
        raise Refused(no("locked", "Tệp Excel có mật khẩu hoặc cách nén lạ. Hãy bỏ mật khẩu rồi lưu lại.")) from error


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack a part, measuring it when it is a sheet; what may still be unpacked afterwards."""
    parser = _sheet_parser() if part.filename.lower().startswith("xl/worksheets/") else None
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise Refused(no("bomb", "Tệp Excel bung ra quá lớn nên bị từ chối. Hãy tách thành nhiều tệp nhỏ."))
            if parser is not None and part.filename.lower().endswith(".xml"):
                parser.Parse(chunk, False)
    return left


def _sheet_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartElementHandler = _Measure().start
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_: object) -> None:
    raise Refused(no("damaged", _DAMAGED))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
