"""The local rule sets of the installation: each must be readable and may not loosen the law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from thidua.records.local_law import local_law_faults


@register("law", deploy=True)
def check_local_law(**_: Any) -> list[CheckMessage]:
    return list(_faults())


def _faults() -> Iterator[CheckMessage]:
    for fault in local_law_faults():
        place = f"{fault.file}: {fault.path}" if fault.path else fault.file
        yield Error(
            f"Quy định địa phương {place}: {fault.message}",
            hint="Chưa quy định địa phương nào được dùng cho đến khi sửa xong.",
            id="thidua.E016",
        )
