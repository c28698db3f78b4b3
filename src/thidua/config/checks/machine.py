"""What lies under the program: the data folder, the disk, time zones."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from thidua.config.secret import FILE_NAME

MEGABYTE = 1024 * 1024
LEAST_FREE = 200 * MEGABYTE
WISE_FREE = 2048 * MEGABYTE


@register("machine", deploy=True)
def check_machine(**_: Any) -> list[CheckMessage]:
    data = Path(settings.THIDUA_DATA)
    return [*_data_folder(data), *_disk(data), *_time_zone()]


def _data_folder(data: Path) -> Iterator[CheckMessage]:
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield Error(f"Không đọc và ghi được thư mục dữ liệu {data}.", id="thidua.E005")
        return
    for path in (data, data / FILE_NAME):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            mode = "700" if path.is_dir() else "600"
            yield Error(
                f"Người dùng khác của máy mở được {path}.",
                hint=f"Hãy gõ: chmod {mode} {path}",
                id="thidua.E006",
            )


def _disk(data: Path) -> Iterator[CheckMessage]:
    if not data.exists():
        return
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE:
        yield Error(f"Ổ đĩa chứa {data} chỉ còn {free // MEGABYTE} MB.", id="thidua.E007")
    elif free < WISE_FREE:
        yield Warning(f"Ổ đĩa chứa {data} chỉ còn {free // MEGABYTE} MB.", id="thidua.W002")


def _time_zone() -> Iterator[CheckMessage]:
    try:
        ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        yield Error(
            f"Máy thiếu dữ liệu múi giờ {settings.TIME_ZONE}.",
            hint="Hãy gõ: sudo apt install tzdata",
            id="thidua.E008",
        )
