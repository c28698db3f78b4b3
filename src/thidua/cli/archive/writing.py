"""Packs a backup: hashes first, then the bytes, compared on the way."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import secrets
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from thidua.cli.archive import manifest as manifests
from thidua.cli.archive.manifest import Manifest, Member
from thidua.cli.problem import Problem

LEVEL = 6
# gzip's own header is the one part that its checksum does not cover: ours is always these ten bytes.
GZIP_HEADER = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255))
BLOCK = 1024 * 1024


def hash_file(path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
    return Member(size, digest.hexdigest())


def kept_members(data: Path) -> dict[str, Path]:
    """Every kept file by its name in the backup. A link is refused: it leads out of the folder.

    A name that begins with a dot is an upload that has not come to its end.
    """
    found: dict[str, Path] = {}
    for folder in manifests.KEPT_FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            if path.is_symlink():
                raise Problem(f"{path} là liên kết, không sao lưu được; hãy thay bằng tệp thật.")
            if path.is_file() and not path.name.startswith("."):
                found[path.relative_to(data).as_posix()] = path
    return found


def check_content_names(members: dict[str, Member]) -> None:
    """Evidence lies under the SHA-256 of its bytes: a file that is not what its name says is damaged."""
    for name, member in members.items():
        stem = name.rsplit("/", 1)[-1]
        if manifests.SHA256.fullmatch(stem) and stem != member.sha256:
            raise Problem(f"Tệp minh chứng {name} đã hỏng: nội dung không khớp mã băm trong tên tệp.")


def write(target: Path, manifest: Manifest, files: dict[str, Path]) -> None:
    """Make `target` (0600) appear whole or not at all. Raises Problem."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=LEVEL, mtime=0) as packed:
                _write_tar(packed, manifest, files)
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(part, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise Problem(f"Không ghi được tệp sao lưu {target}: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _write_tar(packed: gzip.GzipFile, manifest: Manifest, files: dict[str, Path]) -> None:
    with tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        content = manifest.to_bytes()
        tar.addfile(_header(manifests.NAME, len(content)), io.BytesIO(content))
        for name in sorted(manifest.members):
            member = manifest.members[name]
            with files[name].open("rb") as file:
                reader = _Hashing(file)
                tar.addfile(_header(name, member.size), reader)
            if reader.digest.hexdigest() != member.sha256:
                raise Problem(f"Tệp {name} thay đổi trong lúc sao lưu; hãy sao lưu lại.")


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size = size
    header.mode = 0o600
    return header


class _Hashing(io.RawIOBase):
    """Hashes what the tar takes out of the file."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.digest.update(block)
        return block


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def members_of(files: Iterable[tuple[str, Path]]) -> dict[str, Member]:
    return {name: hash_file(path) for name, path in files}
