"""Filled sheets → what each row says, of whom, and every fault of form; whom it means is not yet asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.core.vn import fold
from thidua.core.vn_legacy import from_tcvn3, from_vni
from thidua.records.contents import (
    Content,
    DisciplineContent,
    EmploymentContent,
    HonourContent,
    LeaveContent,
    RatingContent,
    WorkContent,
)
from thidua.records.importing.cells import CellLike, RowLike, SheetLike, Value, value_of
from thidua.records.importing.columns import UNIT_WORDS, ImportSheet, import_sheets
from thidua.records.importing.faults import FILE, MOST_FAULTS, CellFault
from thidua.records.importing.old_fonts import ColumnFont, OldFonts

LISTS = "Danh mục"
"""The template's own sheet of choices."""
_HEADING_ROWS = 20
_OWN_DATA = ("staff_code", "name", "gender", "birth_date", "authors")
_AUTHOR = re.compile(r"(?P<name>[^()]+?)\s*\((?P<code>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Who:
    """A person as the sheet calls them: by code, by name, or both; `address` is the cell that names them."""

    staff_code: str
    name: str
    address: str

    @property
    def is_unit(self) -> bool:
        return not self.staff_code and fold(self.name) == fold(UNIT_WORDS)

    @property
    def called(self) -> str:
        return self.name or f"mã {self.staff_code}"


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A sound row: `content` without its authors; `details` are a person's own data on the sheet of people. `cells`
    are the addresses of its columns."""

    sheet: ImportSheet
    number: int
    who: tuple[Who, ...]
    content: Content
    cells: Mapping[str, str]
    details: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a workbook says. `ignored` names the sheets and columns that were not read; `unread` are the people of rows
    that are wrong, so that what is said of them elsewhere is not called wrong too."""

    rows: tuple[SaidRow, ...]
    faults: tuple[CellFault, ...]
    ignored: tuple[str, ...]
    unread: frozenset[str]
    fonts: OldFonts


def read_filled(sheets: Sequence[SheetLike], *, organisation_id: int, encoding: str = "") -> Filled:
    """Every row of every known sheet. `encoding`: the old font that a person agreed to read as Unicode."""
    reading = _Reading(organisation_id, OldFonts(encoding))
    found = {fold(sheet.name): sheet for sheet in sheets}
    known = {fold(sheet.title): sheet for sheet in import_sheets()}
    for sheet in sheets:
        if sheet.rows and fold(sheet.name) not in (*known, fold(LISTS)):
            reading.ignored.append(f"trang “{sheet.name}”")
    for name, form in known.items():
        if name in found:
            reading.read(form, found[name])
    if not any(name in found for name in known):
        titles = ", ".join(f"“{sheet.title}”" for sheet in known.values())
        reading.fault(FILE, "", f"Không có trang tính nào tên là {titles}. Hãy dùng tệp mẫu của trang này.")
    elif not reading.rows and not reading.faults:
        reading.fault(FILE, "", "Các trang tính chưa có dòng nào được điền.")
    return Filled(
        tuple(reading.rows), tuple(reading.faults), tuple(reading.ignored), frozenset(reading.unread), reading.fonts
    )


class _Reading:
    """Reads sheet after sheet and gathers what it finds; faults beyond the limit are not looked for."""

    def __init__(self, organisation_id: int, fonts: OldFonts) -> None:
        self.organisation_id = organisation_id
        self.fonts = fonts
        self.rows: list[SaidRow] = []
        self.faults: list[CellFault] = []
        self.ignored: list[str] = []
        self.unread: set[str] = set()

    def fault(self, sheet: str, address: str, sentence: str) -> None:
        self.faults.append(CellFault(sheet, address, sentence))

    def read(self, sheet: ImportSheet, held: SheetLike) -> None:
        head = next((row for row in held.rows[:_HEADING_ROWS] if len(_keys(sheet, row)) >= 2), None)
        if head is None:
            if held.rows:
                titles = ", ".join(column.title for column in sheet.columns if column.required)
                self.fault(sheet.title, "", f"Không thấy dòng tiêu đề. Cần có các cột: {titles}.")
            return
        places = self._places(sheet, head)
        missing = [column.title for column in sheet.columns if column.required and column.key not in places]
        if missing:
            self.fault(sheet.title, "", f"Thiếu cột {', '.join(missing)} trong dòng tiêu đề {head.number}.")
            return
        below = [row for row in held.rows if row.number > head.number]
        fonts = self.fonts.sheet({key: _texts(below, place) for key, place in places.items()})
        for row in below:
            if len(self.faults) > MOST_FAULTS:
                return
            self._read_row(sheet, row, places, fonts)

    def _places(self, sheet: ImportSheet, head: RowLike) -> dict[str, int]:
        """The column in which each key stands; a heading that stands twice is a fault, an unknown one is told."""
        places: dict[str, int] = {}
        keys = _keys(sheet, head)
        for place, cell in head.cells.items():
            key = keys.get(place)
            if key is None:
                self.ignored.append(f"cột “{cell.value}” của trang “{sheet.title}”")
            elif key in places:
                first = head.address_of(places[key])
                self.fault(sheet.title, cell.address, f"Cột “{cell.value}” đã có ở ô {first}. Hãy bỏ một cột.")
            else:
                places[key] = place
        return places

    def _read_row(
        self, sheet: ImportSheet, row: RowLike, places: Mapping[str, int], fonts: Mapping[str, ColumnFont]
    ) -> None:
        if not any(place in row.cells for place in places.values()):
            return
        values: dict[str, Value] = {}
        cells = {key: row.address_of(place) for key, place in places.items()}
        faults: list[tuple[str, str]] = []
        for column in sheet.columns:
            cell = row.cells.get(places.get(column.key, -1))
            value, fault = value_of(column, cell, fonts[column.key]) if cell is not None else (None, "")
            if value is not None:
                values[column.key] = value
            elif fault:
                faults.append((column.key, fault))
            elif column.required and not (column.key == "name" and "staff_code" in values):
                faults.append((column.key, f"Chưa ghi: {column.title}."))
        who = tuple(_who(values, cells))
        if not who and not faults:
            faults.append(("authors", "Chưa ghi: Tác giả."))
        for key, fault in faults:
            self.fault(sheet.title, cells[key], fault)
        if not faults:
            self.rows.append(self._said(sheet, row.number, who, values, cells))
        elif sheet.key == "people":
            self.unread.update(fold(text) for one in who for text in (one.name, one.staff_code) if text)

    def _said(
        self,
        sheet: ImportSheet,
        number: int,
        who: tuple[Who, ...],
        values: Mapping[str, Value],
        cells: Mapping[str, str],
    ) -> SaidRow:
        said = {key: value for key, value in values.items() if key not in _OWN_DATA}
        if sheet.key == "people" and "employer" not in said:
            said["organisation_id"] = self.organisation_id
        if sheet.key == "honour":
            said.setdefault("to_year", said["from_year"])
        details = {key: values[key] for key in ("gender", "birth_date") if key in values}
        return SaidRow(sheet, number, who, _CONTENTS[sheet.key](**said), cells, details)


def _keys(sheet: ImportSheet, row: RowLike) -> dict[int, str]:
    """The key whose heading stands in each column of a row; a heading may be typed in an old font."""
    titles = {_heading(column.title): column.key for column in sheet.columns}
    found: dict[int, str] = {}
    for place, cell in row.cells.items():
        text = str(cell.value)
        for spelling in (text, from_tcvn3(text), from_vni(text)):
            if (key := titles.get(_heading(spelling))) is not None:
                found[place] = key
                break
    return found


def _heading(text: str) -> str:
    return " ".join(fold(text).split()).strip(" *:")


def _texts(rows: Sequence[RowLike], place: int) -> list[str]:
    held: list[CellLike] = [row.cells[place] for row in rows if place in row.cells]
    return [cell.value for cell in held if isinstance(cell.value, str)]


def _who(values: Mapping[str, Value], cells: Mapping[str, str]) -> Iterator[Who]:
    """The person of a row, or the authors of a work: "Nguyễn Văn A; Trần Thị B (CB012), CB013"."""
    if "authors" in cells:
        for part in re.split("[;,]", str(values.get("authors", ""))):
            word = " ".join(part.split())
            if match := _AUTHOR.fullmatch(word):
                yield Who(match["code"].strip(), match["name"], cells["authors"])
            elif word:
                by_code = any(letter.isdigit() for letter in word)
                yield Who(word if by_code else "", "" if by_code else word, cells["authors"])
        return
    code, name = str(values.get("staff_code", "")), str(values.get("name", ""))
    if code or name:
        yield Who(code, name, cells["name"])


_CONTENTS: dict[str, type[Content]] = {
    "people": EmploymentContent,
    "rating": RatingContent,
    "honour": HonourContent,
    "work": WorkContent,
    "discipline": DisciplineContent,
    "leave": LeaveContent,
}
