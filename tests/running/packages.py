"""Programs from the system's packages that tests need: Chromium and PostgreSQL. Installed when we may."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

LEAST_POSTGRESQL = 15
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Debian's package would start a server of its own; we only want the programs.
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/thidua-test.conf")


def chromium() -> Path | None:
    """The browser named by THIDUA_CHROMIUM, of the system, or downloaded by playwright."""
    for name in (os.environ.get("THIDUA_CHROMIUM", ""), *CHROMIUM_NAMES):
        if name and (found := shutil.which(name)):
            return Path(found)
    downloaded = Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome")
    return max(downloaded, default=None)


def postgresql() -> Path | None:
    """The folder of initdb and postgres, the newest version from 15 on."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    if found := shutil.which("postgres"):
        folders.append(Path(found).parent)
    usable = [(version, folder) for folder in folders if (version := _version(folder)) >= LEAST_POSTGRESQL]
    return max(usable)[1] if usable else None


def _version(folder: Path) -> int:
    if not (folder / "initdb").exists() or not (folder / "postgres").exists():
        return 0
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)", said.stdout)
    return int(found[1]) if found else 0


def ensure(find: Callable[[], Path | None], package: str) -> Path | None:
    """What `find` finds, after installing `package` when it found nothing and we may install."""
    if found := find():
        return found
    prefix = _privileges()
    if prefix is None or shutil.which("apt-get") is None:
        return None
    print(f"Installing {package} from the system's packages …", flush=True)
    _install(prefix, package)
    return find()


def _privileges() -> list[str] | None:
    """The words before a command that needs root: none for root, sudo where it asks no password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
        return ["sudo", "-n"]
    return None


def _install(prefix: list[str], package: str) -> None:
    def run(*command: str, given: str = "") -> int:
        return subprocess.run([*prefix, *command], input=given, text=True, capture_output=True, check=False).returncode

    quiet = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")
    keep_quiet = package == "postgresql" and not NO_CLUSTER.parent.exists()
    if keep_quiet:
        run("mkdir", "-p", str(NO_CLUSTER.parent))
        run("tee", str(NO_CLUSTER), given="create_main_cluster = false\n")
    run(*quiet, "update", "-q")
    run(*quiet, "install", "-q", "-y", "--no-install-recommends", package)
    if keep_quiet:
        run("rm", "-f", str(NO_CLUSTER))
