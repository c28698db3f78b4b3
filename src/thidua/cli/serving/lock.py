"""One server at a time on a data folder: two would disagree about which database is the present one."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from thidua.cli.problem import Problem

NAME = "serve.lock"


class ServerLock:
    """Held until the process ends, however it ends."""

    def __init__(self, data: Path) -> None:
        self.path = data / NAME
        self.descriptor: int | None = None

    def take(self) -> bool:
        """Whether the lock is now ours."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self.descriptor = descriptor
        return True

    def require(self) -> None:
        try:
            taken = self.take()
        except OSError as error:
            raise Problem(f"Không ghi được vào thư mục dữ liệu {self.path.parent}: {error.strerror}.") from error
        if not taken:
            raise Problem(f"Đã có một máy chủ Thi Đua chạy trên thư mục dữ liệu {self.path.parent}.")

    def release(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None
