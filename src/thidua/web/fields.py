"""Boxes of a form: how a typed text becomes a value, what is said when it cannot, and that it comes back as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from thidua.core.verdict import Verdict
from thidua.core.vn import date_text, parse_date

SHORT_KINDS = ("year", "day", "number", "flag")
DAY_HINT = "ngày/tháng/năm"


@dataclass(frozen=True, slots=True)
class Field:
    """`kind`: text | long | year | day | choice | flag | number | digits | account. `name` is that of the value.

    `half`: two such boxes stand side by side. `usual` stands in the box of an empty form; `none` says what an empty
    choice means, `mark` that the box may stay empty.
    """

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    hint: str = ""
    most: int = 200
    choices: tuple[tuple[str, str], ...] = ()
    half: bool = False
    usual: str = ""
    none: str = "Chưa ghi"
    mark: str = "không bắt buộc"

    @property
    def anchor(self) -> str:
        return self.name.replace("_", "-")

    @property
    def is_short(self) -> bool:
        return self.half or self.kind in SHORT_KINDS


@dataclass(frozen=True, slots=True)
class Box:
    """A field as the page draws it, with what was typed and what is wrong with it."""

    field: Field
    typed: str
    fault: str = ""

    @property
    def anchor(self) -> str:
        return self.field.anchor

    @property
    def described_by(self) -> str:
        """The ids of what is read out with the box."""
        told = (("hint", self.field.hint), ("error", self.fault))
        return " ".join(f"{self.anchor}-{name}" for name, text in told if text)


@dataclass(slots=True)
class TypedForm:
    """A form as somebody left it: texts by field, the values that could be read, and a sentence for each fault.

    A sentence under a name that no field has (a list of people, say) stands in the summary on top with that name as
    its anchor; one under "" has no place of its own.
    """

    fields: tuple[Field, ...]
    texts: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls, fields: tuple[Field, ...]) -> TypedForm:
        return cls(fields, {one.name: one.usual for one in fields})

    @classmethod
    def showing(cls, fields: tuple[Field, ...], values: Mapping[str, Any]) -> TypedForm:
        """The boxes of a form that changes `values`."""
        return cls(fields, {one.name: _shown(values.get(one.name)) for one in fields})

    @classmethod
    def sent(cls, fields: tuple[Field, ...], data: QueryDict) -> TypedForm:
        """What a browser sent: an empty box gives no value; a required one, or one that cannot be read, a sentence."""
        form = cls(fields, {one.name: data.get(one.name, "") for one in fields})
        for one in fields:
            text = form.texts[one.name].strip()
            if not text and one.required:
                form.faults[one.name] = f"Hãy {'chọn' if one.kind == 'choice' else 'ghi'} {_small(one.label)}."
            elif text:
                try:
                    form.values[one.name] = _value(one, text)
                except ValueError as error:
                    form.faults[one.name] = str(error)
        return form

    def refuse(self, verdict: Verdict, places: Mapping[str, str], *, otherwise: str = "") -> None:
        """The sentence of a rule at the box that its code speaks of, else at `otherwise`. A text that is too long
        and a day that cannot be are told at the box whose label begins the sentence."""
        place, sentence = places.get(verdict.code, otherwise), verdict.sentence
        if verdict.code in ("too_long", "bad_day"):
            begins = sentence.partition(" dài ")[0]
            named = (one for one in self.fields if sentence.startswith(one.label) or one.label.startswith(begins))
            place = next((one.name for one in named), place)
        self.faults[place] = sentence

    @property
    def boxes(self) -> list[Box]:
        return [Box(one, self.texts[one.name], self.faults.get(one.name, "")) for one in self.fields]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """For the summary on top: the box and its sentence, in the order of the form."""
        anchors = {one.name: one.anchor for one in self.fields}
        named = [(anchors[name], self.faults[name]) for name in anchors if name in self.faults]
        return named + [(name, sentence) for name, sentence in self.faults.items() if name not in anchors]


def _value(one: Field, text: str) -> Any:
    if one.kind == "year":
        if text.isascii() and text.isdigit() and len(text) == 4:
            return int(text)
        raise ValueError(f"“{text[:20]}” không phải là năm: ghi bốn chữ số, ví dụ 2021.")
    if one.kind == "number":
        if text.isascii() and text.isdigit() and len(text) <= 6:
            return int(text)
        raise ValueError(f"“{text[:20]}” không phải là số nguyên. Hãy ghi, ví dụ, 12.")
    if one.kind == "day":
        return parse_date(text)
    if one.kind == "flag":
        return {"co": True, "khong": False}.get(text)
    if one.kind == "choice" and text not in dict(one.choices):
        raise ValueError(f"Hãy chọn {_small(one.label)} trong danh sách.")
    return text


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "co" if value else "khong"
    return date_text(value) if isinstance(value, date) else str(value)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
