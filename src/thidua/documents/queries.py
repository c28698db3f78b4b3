"""Reading issued papers. Who may see a scope is the question of the rooms above; a code shows what its holder holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from thidua.documents.codes import read_code
from thidua.documents.models import FileFormat, IssuedPaper, PaperFile

MEDIA_TYPES = {
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.PDF: "application/pdf",
}


@dataclass(frozen=True)
class FileLine:
    format: str
    sha256: str
    size: int


@dataclass(frozen=True)
class PaperLine:
    """What a list or a verification page shows of an issued paper, without its text."""

    id: int
    scope: str
    kind: str
    number_text: str
    title: str
    issuing_body: str
    issue_date: date
    issued_at: datetime
    is_demo: bool
    facts_sha256: str
    code: str
    files: tuple[FileLine, ...]


@dataclass(frozen=True)
class StoredFile:
    """A file to send. `name` is in Vietnamese; the sender encodes it."""

    name: str
    media_type: str
    content: bytes
    sha256: str


def papers_in(scope: str) -> tuple[PaperLine, ...]:
    """The papers of a scope in order of issue; two queries however many there are."""
    return _lines(IssuedPaper.objects.filter(scope=scope))


def paper_by_code(typed: str) -> PaperLine | None:
    """The paper of a verification code, typed in any case and with or without dashes; None if there is none."""
    code = read_code(typed)
    if code is None:
        return None
    return next(iter(_lines(IssuedPaper.objects.filter(code=code))), None)


def paper_file(paper_id: int, file_format: str) -> StoredFile | None:
    """One stored file, "docx" or "pdf"; None if there is none."""
    file = PaperFile.objects.select_related("paper").filter(paper_id=paper_id, format=file_format).first()
    if file is None:
        return None
    paper = file.paper
    name = " ".join(f"{paper.number_text.replace('/', '-')} {paper.title}".split())
    return StoredFile(
        name=f"{name[:120].rstrip()}.{file.format}",
        media_type=MEDIA_TYPES[FileFormat(file.format)],
        content=bytes(file.content),
        sha256=file.sha256,
    )


def _lines(papers: models.QuerySet[IssuedPaper]) -> tuple[PaperLine, ...]:
    found = list(papers.defer("facts"))
    files: dict[int, list[FileLine]] = {}
    for file in PaperFile.objects.filter(paper__in=found).defer("content"):
        files.setdefault(file.paper_id, []).append(FileLine(file.format, file.sha256, file.size))
    return tuple(
        PaperLine(
            id=paper.pk,
            scope=paper.scope,
            kind=paper.kind,
            number_text=paper.number_text,
            title=paper.title,
            issuing_body=paper.issuing_body,
            issue_date=paper.issue_date,
            issued_at=paper.issued_at,
            is_demo=paper.is_demo,
            facts_sha256=paper.facts_sha256,
            code=paper.code,
            files=tuple(files.get(paper.pk, ())),
        )
        for paper in found
    )
