"""Is this machine ready? Each check passes silently or raises a Problem that says what to do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from thidua.cli.problem import Problem

VENV_PACKAGE = f"python3.{sys.version_info.minor}-venv"


def check_port(host: str, port: int) -> None:
    """Raise unless a server could listen there now."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise Problem(f"Không hiểu địa chỉ “{host}”; hãy dùng 127.0.0.1 hoặc địa chỉ của máy này.") from None
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except PermissionError:
            raise Problem(f"Không được phép dùng cổng {port}; hãy chọn cổng từ 1024 trở lên.") from None
        except OSError:
            raise Problem(
                f"Cổng {port} trên {host} đang có chương trình khác dùng hoặc không dùng được; "
                f"hãy chọn cổng khác, ví dụ --port {port + 1 if port < 65535 else 8000}."
            ) from None


def check_writable(folder: Path) -> None:
    """Raise unless files can be made in `folder`, or in the nearest folder above it that exists."""
    nearest = folder
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except NotADirectoryError:
        raise Problem(f"{nearest} không phải là thư mục.") from None
    except OSError:
        raise Problem(f"Không ghi được vào thư mục {nearest}; hãy cấp quyền ghi hoặc dùng thư mục khác.") from None


def has_venv() -> bool:
    return find_spec("venv") is not None and find_spec("ensurepip") is not None


def ensure_venv() -> None:
    """Raise with the one command to type; as root on a machine with apt, type it oneself."""
    if has_venv():
        return
    command = f"apt install {VENV_PACKAGE}"
    if os.geteuid() == 0 and _apt_install(VENV_PACKAGE):
        return
    raise Problem(f"Python của máy này thiếu phần tạo môi trường riêng. Hãy gõ: sudo {command}")


def _apt_install(package: str) -> bool:
    """Whether the new module is then there; asked of a new process, for this one has looked already."""
    print(f"Đang cài {package} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", package]):
        try:
            subprocess.run(command, env=environment, capture_output=True, check=False, timeout=600)
        except (OSError, subprocess.TimeoutExpired):
            return False
    asked = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    return asked.returncode == 0
