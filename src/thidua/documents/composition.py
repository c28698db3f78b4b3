"""A paper set by its layout: every line, width and mark decided once, for the office file and the PDF alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from thidua.documents.fitting import broken_evenly, decimal_insets, fitted
from thidua.documents.layout import Layout, layout_for
from thidua.documents.metrics import width_mm
from thidua.documents.paper import (
    DEMO_MARK,
    Align,
    Block,
    Heading,
    ItemList,
    KeyValue,
    Paper,
    Paragraph,
    RowKind,
    Run,
    Signature,
    Signatures,
    Table,
    Text,
)
from thidua.documents.wording import date_line, mark_of, number_line, with_ends

_GUTTER = 4  # between the two columns of the head, and between signers, mm


@dataclass(frozen=True)
class Piece:
    """A stretch of a set line; upper case and line breaks are already in the text."""

    text: str
    bold: bool = False
    italic: bool = False


def _pieces(text: Text) -> tuple[Piece, ...]:
    return (Piece(text),) if isinstance(text, str) else tuple(Piece(run.text, run.bold, run.italic) for run in text)


@dataclass(frozen=True)
class Para:
    """One paragraph: `style` names an element of the layout; `left` and `rule` (the line drawn below) in mm."""

    style: str
    runs: tuple[Piece, ...]
    align: str
    left: float = 0
    rule: float = 0
    keep_next: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Cell:
    """`inset` (mm) moves a figure from the right border, so that a column of figures stands in its middle."""

    text: str
    align: str
    bold: bool
    span: int = 1
    inset: float = 0


@dataclass(frozen=True)
class Grid:
    """A drawn table: widths in mm without gaps, letters in pt; the header row is repeated on each page."""

    widths: tuple[float, ...]
    size: float
    padding: float
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Head:
    """The two columns at the top of page 1, number and date on one line below them."""

    left_width: float
    right_width: float
    left: tuple[Para, ...]
    right: tuple[Para, ...]
    number: Para | None
    dateline: Para | None


@dataclass(frozen=True)
class Signer:
    authority: Para | None
    capacity: tuple[Para, ...]
    note: Para | None
    name: Para


@dataclass(frozen=True)
class Signing:
    """Rows of signers, `column_width` mm each with `gutter` between; `space` mm where a hand signs."""

    title: Para | None
    rows: tuple[tuple[Signer, ...], ...]
    columns: int
    column_width: float
    gutter: float
    space: float


@dataclass(frozen=True)
class Composition:
    name: str
    head: Head
    title: tuple[Para, ...]
    body: tuple[Para | Grid, ...]
    signing: Signing | None
    recipients: tuple[Para, ...]
    foot: tuple[Para, ...]


def layout_of(paper: Paper) -> Layout:
    """The layout of the paper's issuer, kind and date; raises `NoLayout`."""
    return layout_for(paper.profile, paper.kind, on=paper.issue_date)


def compose(paper: Paper, layout: Layout) -> Composition:
    """Set the paper. Raises `ValueError` for a list of more points than the alphabet has letters."""
    setter = _Setter(layout)
    body = [*setter.opening(paper), *setter.blocks(paper.body)]
    if paper.source_note:
        body.append(setter.para("source_note", paper.source_note))
    if paper.signatures and body and isinstance(body[-1], Para):
        # a signature never stands on a page without a line of what is signed
        body[-1] = replace(body[-1], keep_next=True)
    return Composition(
        name=" ".join(f"{paper.title} {paper.abstract}".split()),
        head=setter.head(paper),
        title=setter.title(paper),
        body=tuple(body),
        signing=setter.signing(paper.signatures) if paper.signatures else None,
        recipients=setter.recipients(paper.recipients),
        foot=setter.foot(paper),
    )


class _Setter:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def para(self, style: str, text: Text, *, align: str = "", left: float = 0, keep_next: bool = False) -> Para:
        element = self.layout.elements[style]
        runs = _pieces(text)
        if element.upper:
            runs = tuple(replace(run, text=run.text.upper()) for run in runs)
        return Para(style, runs, align or element.align, left=left, keep_next=keep_next)

    def centred(self, style: str, text: str, width: float, **options: bool) -> Para:
        """A centred text in even lines, with the rule that the layout draws below it."""
        element = self.layout.elements[style]
        shown = text.upper() if element.upper else text

        def measure(line: str) -> float:
            return width_mm(line, element.size.used, bold=element.bold, italic=element.italic)

        lines = broken_evenly(shown, width, measure)
        longest = min(max(map(measure, lines)), width)
        rule = round(longest * element.rule.used, 1) if element.rule else 0
        return Para(style, (Piece("\n".join(lines)),), element.align, rule=rule, **options)

    def head(self, paper: Paper) -> Head:
        elements = self.layout.elements
        national = elements["national_name"]
        right = round(width_mm(national.text, national.size.used, bold=True) + 2, 1)
        left = round(self.layout.text_width - right - _GUTTER, 1)
        number = number_line(paper.number, paper.symbol)
        dated = self.layout.kinds[paper.kind].dateline and paper.place
        upper = (self.centred("upper_body", paper.upper, left),) if paper.upper else ()
        return Head(
            left_width=left,
            right_width=right,
            left=(*upper, self.centred("issuing_body", paper.issuing, left)),
            right=(
                self.centred("national_name", national.text, right),
                self.centred("motto", elements["motto"].text, right),
            ),
            number=self.centred("number_symbol", number, left) if number else None,
            dateline=self.centred("place_date", date_line(paper.place, paper.issue_date), right) if dated else None,
        )

    def title(self, paper: Paper) -> tuple[Para, ...]:
        width = self.layout.text_width * 0.9
        kind = self.centred("kind_title", paper.title, width, keep_next=True)
        return (kind, self.centred("abstract", paper.abstract, width, keep_next=True)) if paper.abstract else (kind,)

    def opening(self, paper: Paper) -> Iterable[Para]:
        if len(paper.addressees) == 1:
            yield self.para("addressee", f"Kính gửi: {paper.addressees[0]}", align="center", keep_next=True)
        elif paper.addressees:
            left = self.layout.text_width * 0.15
            colon = left + width_mm("Kính gửi", self.layout.elements["addressee"].size.used)
            yield self.para("addressee", "Kính gửi:", left=round(left, 1), keep_next=True)
            for line in with_ends(paper.addressees):
                yield self.para("addressee", f"- {line}", left=round(colon, 1), keep_next=True)
        for line in with_ends(paper.grounds) if paper.grounds else ():
            yield self.para("ground", line)

    def blocks(self, blocks: Sequence[Block]) -> Iterable[Para | Grid]:
        for block in blocks:
            match block:
                case Heading():
                    style = "section_heading" if block.level == 1 else "clause_heading"
                    yield self.para(style, block.text, keep_next=True)
                case Paragraph():
                    yield self.para("body", block.text, align=block.align)
                case ItemList():
                    for index, item in enumerate(block.items):
                        runs = (Run(item),) if isinstance(item, str) else item
                        yield self.para("body", (Run(mark_of(block.marker, index, block.start)), *runs))
                case KeyValue():
                    for label, value in block.pairs:
                        yield self.para("body", f"{label}: {value}")
                case Table():
                    yield from self.table(block)

    def table(self, table: Table) -> Iterable[Para | Grid]:
        if table.caption:
            yield self.para("table_caption", table.caption, keep_next=True)
        sizes = self.layout.elements["table_cell"].size
        fit = fitted(table, self.layout.text_width, least=sizes.least, most=sizes.most)
        insets = decimal_insets(table, fit)
        rows: list[tuple[Cell, ...]] = []
        for row in table.rows:
            bold = row.kind is not RowKind.PLAIN
            if len(row.cells) < len(table.columns):
                rows.append((Cell(row.cells[0], Align.LEFT, bold, span=len(table.columns)),))
            else:
                rows.append(
                    tuple(
                        Cell(text, column.align, bold, inset=inset)
                        for text, column, inset in zip(row.cells, table.columns, insets, strict=True)
                    )
                )
        yield Grid(
            widths=fit.widths,
            size=fit.size,
            padding=fit.padding,
            header=tuple(Cell(column.header, Align.CENTER, bold=True) for column in table.columns),
            rows=tuple(rows),
        )
        if table.note:
            yield self.para("table_note", table.note)

    def signing(self, signatures: Signatures) -> Signing:
        columns = max(1, min(signatures.columns, len(signatures.blocks)))
        room = self.layout.text_width
        width = (room - _GUTTER * (columns - 1)) / columns if columns > 1 else room * 0.55
        width = round(width, 1)
        signers = [self.signer(block, width) for block in signatures.blocks]
        rows = [signers[at : at + columns] for at in range(0, len(signers), columns)]
        return Signing(
            title=self.centred("authority", signatures.title, room, keep_next=True) if signatures.title else None,
            rows=tuple(_levelled(row) for row in rows),
            columns=columns,
            column_width=width,
            gutter=_GUTTER,
            space=self.layout.signature_space,
        )

    def signer(self, block: Signature, width: float) -> Signer:
        return Signer(
            authority=self.centred("authority", block.authority, width, keep_next=True) if block.authority else None,
            capacity=tuple(self.centred("authority", line, width, keep_next=True) for line in block.capacity),
            note=self.centred("signed_note", block.note, width, keep_next=True) if block.note else None,
            name=self.centred("signer_name", block.name, width),
        )

    def recipients(self, recipients: tuple[str, ...]) -> tuple[Para, ...]:
        if not recipients:
            return ()
        label = self.para("recipients_label", "Nơi nhận:", keep_next=True)
        return (label, *(self.para("recipient", f"- {line}") for line in with_ends(recipients)))

    def foot(self, paper: Paper) -> tuple[Para, ...]:
        lines = [self.para("demo_mark", DEMO_MARK)] if paper.demo else []
        if paper.verification:
            code, sha256 = paper.verification.code, paper.verification.facts_sha256
            lines.append(self.para("verification", f"Mã tra cứu: {code}   SHA-256 của dữ kiện: {sha256}"))
        return tuple(lines)


def _levelled(row: Sequence[Signer]) -> tuple[Signer, ...]:
    """Units stand on a level of their own where every signer of the row has one, else they join the capacity."""
    if all(signer.authority for signer in row):
        return tuple(row)
    return tuple(
        replace(signer, authority=None, capacity=(signer.authority, *signer.capacity)) if signer.authority else signer
        for signer in row
    )
