"""Unpacks a backup into an empty folder, believing nothing that it has not checked."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import shutil
import tarfile
import zlib
from pathlib import Path
from typing import IO

from thidua.cli.archive import manifest as manifests
from thidua.cli.archive.manifest import Manifest, Member
from thidua.cli.archive.writing import BLOCK, GZIP_HEADER
from thidua.cli.problem import Problem

# What the tar adds to its members: a header, perhaps a long name, and the rounding up of each.
OVERHEAD_PER_MEMBER = 4096
OVERHEAD = 1024 * 1024
RESERVE = 100 * 1024 * 1024

DAMAGED = "Bản sao lưu đã hỏng hoặc bị cắt ngắn; không khôi phục gì."


def unpack(source: Path, target: Path) -> Manifest:
    """Fill the empty folder `target` with the backup's members and return its manifest.

    Raises Problem for a foreign, damaged or cut file, a member that is not in the manifest (links and paths
    that lead out among them), a wrong size or hash, and a disk too small. The caller removes `target` then.
    """
    try:
        with source.open("rb") as raw:
            if raw.read(len(GZIP_HEADER)) != GZIP_HEADER:
                raise Problem("Tệp này không phải là bản sao lưu của Thi Đua.")
            raw.seek(0)
            with gzip.GzipFile(fileobj=raw, mode="rb") as packed:
                bounded = _Bounded(packed, manifests.LARGEST_MANIFEST + OVERHEAD)
                manifest = _unpack_tar(bounded, target)
                bounded.drain()
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, UnicodeError):
        raise Problem(DAMAGED) from None
    except OSError as error:
        raise Problem(f"Không đọc được bản sao lưu hoặc không ghi được dữ liệu: {error.strerror}.") from error
    return manifest


def _unpack_tar(bounded: _Bounded, target: Path) -> Manifest:
    with tarfile.open(fileobj=bounded, mode="r|") as tar:
        first = tar.next()
        if first is None or first.name != manifests.NAME or not first.isreg():
            raise Problem("Tệp này không phải là bản sao lưu của Thi Đua.")
        if first.size > manifests.LARGEST_MANIFEST:
            raise Problem("Phần mục lục của bản sao lưu lớn quá mức; không khôi phục gì.")
        manifest = manifests.read(_content(tar, first).read())
        if manifest.total_size + RESERVE > shutil.disk_usage(target).free:
            raise Problem("Ổ đĩa không đủ chỗ để khôi phục bản sao lưu này.")
        bounded.allow(manifest.total_size + OVERHEAD_PER_MEMBER * len(manifest.members))
        missing = dict(manifest.members)
        while (header := tar.next()) is not None:
            member = missing.pop(header.name, None)
            if member is None or not header.isreg() or header.size != member.size:
                raise Problem("Bản sao lưu chứa tệp lạ, không có trong mục lục; không khôi phục gì.")
            _write(target / header.name, _content(tar, header), member)
        if missing:
            raise Problem(DAMAGED)
    return manifest


def _content(tar: tarfile.TarFile, header: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(header)
    if content is None:
        raise Problem(DAMAGED)
    return content


def _write(path: Path, content: IO[bytes], member: Member) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while block := content.read(BLOCK):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != member.sha256:
        raise Problem(DAMAGED)


class _Bounded(io.RawIOBase):
    """A stream that ends in a refusal when more comes out of it than was announced (a bomb)."""

    def __init__(self, stream: gzip.GzipFile, limit: int) -> None:
        self.stream = stream
        self.left = limit

    def allow(self, more: int) -> None:
        self.left += more

    def read(self, size: int = -1) -> bytes:
        wanted = self.left + 1 if size < 0 else min(size, self.left + 1)
        block = self.stream.read(wanted)
        self.left -= len(block)
        if self.left < 0:
            raise Problem("Bản sao lưu bung ra lớn hơn mục lục của nó; không khôi phục gì.")
        return block

    def drain(self) -> None:
        """To the end: only there does gzip compare its checksum."""
        while self.read(BLOCK):
            pass
