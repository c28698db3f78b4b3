"""Files given on the command line, read without trusting their size, and errors as the exchange format prints them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from thidua.core.errors import InputError, InputErrors
from thidua.core.reading import MAX_JSON_BYTES


def read_file(name: str, *, file: str) -> bytes:
    """The bytes of a file, at most one more than any format allows. Raises InputErrors when it cannot be read."""
    path = Path(name)
    try:
        if path.is_dir():
            raise InputErrors([InputError(file, "", f"“{name}” là một thư mục: chỉ ra một tệp.")])
        with path.open("rb") as stream:
            return stream.read(MAX_JSON_BYTES + 1)
    except FileNotFoundError:
        message = f"Không tìm thấy tệp “{name}”: kiểm tra lại đường dẫn."
    except PermissionError:
        message = f"Không được phép đọc tệp “{name}”: kiểm tra quyền của tệp."
    except (OSError, ValueError) as error:
        message = f"Không đọc được tệp “{name}” ({error.__class__.__name__}): kiểm tra lại đường dẫn và ổ đĩa."
    raise InputErrors([InputError(file, "", message)])


def print_errors(errors: Iterable[InputError], *, as_json: bool) -> None:
    """All errors: one JSON document on standard output, or one line each on standard error."""
    if as_json:
        listed = [{"file": error.file, "path": error.path, "message": error.message} for error in errors]
        print(json.dumps({"errors": listed}, ensure_ascii=False, indent=1))
        return
    for error in errors:
        place = f"{error.file}: {error.path}" if error.path else error.file
        # A message quotes what was written; a line break in it must not make two errors of one.
        print(" ".join(f"{place}: {error.message}".split()), file=sys.stderr)


def speak_utf8() -> None:
    """Vietnamese on the standard streams, whatever the locale of the terminal says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
