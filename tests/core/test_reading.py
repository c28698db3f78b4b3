"""Bytes into trees: YAML 1.2, JSON, limits, bombs; text and numbers as written; one Unicode form."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

import pytest

from core.sets import as_bytes, claims_document, criteria_document, faults_of_claims, faults_of_set, leaf, read, unit
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.criteria import parse_criteria
from thidua.core.documents import document_canonical
from thidua.core.errors import InputErrors
from thidua.core.reading import read_tree
from thidua.core.tree import NotFinite, Num


def refusal(data: bytes | str) -> str:
    """The sentence with which a file is refused as a whole."""
    with pytest.raises(InputErrors) as caught:
        read_tree(data.encode("utf-8") if isinstance(data, str) else data, file="f")
    (error,) = caught.value.errors
    assert (error.file, error.path) == ("f", "")
    return error.message


def test_yaml_core_schema() -> None:
    text = "{a: on, b: yes, c: true, d: 2020-11-01, e: 0o17, f: 1:30, g: 010, h: ~, i: 1.10, j: '1', k: False}"

    tree = read_tree(text.encode(), file="f")

    assert tree == {
        "a": "on", "b": "yes", "c": True, "d": "2020-11-01", "e": "0o17", "f": "1:30", "g": "010", "h": None,
        "i": "1.10", "j": "1", "k": "False",
    }  # fmt: skip
    assert [key for key, value in tree.items() if isinstance(value, Num)] == ["g", "i"]


def test_json_numbers_keep_what_was_written() -> None:
    assert read_tree(b'{"a": 1.10, "b": "1.10", "c": NaN}', file="f") == {"a": "1.10", "b": "1.10", "c": "NaN"}
    assert isinstance(read_tree(b'{"c": NaN}', file="f")["c"], NotFinite)


def test_text_and_keys_become_nfc() -> None:
    name = unicodedata.normalize("NFD", "Tốt")

    assert read_tree(f"{{{name}: {name}}}".encode(), file="f") == {"Tốt": "Tốt"}
    assert read_tree(b'{"To\\u0302\\u0301t": "To\\u0302\\u0301t"}', file="f") == {"Tốt": "Tốt"}


def test_ordinary_aliases() -> None:
    assert read_tree(b"{a: &x [1, 2], b: *x, c: &k name, *k : 3}", file="f") == {
        "a": ["1", "2"], "b": ["1", "2"], "c": "name", "name": "3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe", "UTF-8"),
        ("a: [}", "cú pháp YAML ở dòng 1"),
        ('{"a": 1,, "b": 2}', "cú pháp JSON ở dòng 1, cột 9"),
        ("a: b\n---\nc: d", "hơn một tài liệu"),
        ("a: !!python/object:os.system x", "Thẻ YAML"),
        ("a: !!binary eA==", "Thẻ YAML"),
        ("a: *x", "không có nơi định nghĩa"),
        ("a: &x [*x]", "không có nơi định nghĩa"),
        ("? [a]\n: b", "Khóa"),
        ("a: \x07", "ký tự điều khiển"),
        ('{"a": "\\ud800"}', "không hợp lệ"),
        ("[" * 100_000, "32 cấp"),
        ('{"a":' + "[" * 33 + "]" * 33 + "}", "32 cấp"),
        ("a: " + "[" * 1_000_000, "32 cấp"),
        ("a: b\n" * 1_000_001, "5.000.000"),
        (b"{}" + b" " * 20_000_000, "20.000.000"),
        ("- x\n" * 200_001, "200.000"),
        ("a: &a " + "y" * 1_000_000 + "\nb: [" + "*a," * 100 + "]", "20.000.000 ký tự"),
    ],
)
def test_files_refused_as_a_whole(data: bytes | str, said: str) -> None:
    assert said in refusal(data)


def test_billion_laughs() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]

    assert "200.000" in refusal("\n".join(lines))


def test_aliases_cannot_hide_depth() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 40)]

    assert "32 cấp" in refusal("\n".join(lines))


def test_depth_32_is_read() -> None:
    assert read_tree(b'{"a":' + b"[" * 31 + b"]" * 31 + b"}", file="f")


def test_json_is_not_bound_by_the_nodes_of_yaml() -> None:
    assert len(read_tree(b"[" + b"1," * 300_000 + b"1]", file="f")) == 300_001


@pytest.mark.parametrize(
    "raw",
    ["1e3", "NaN", "inf", "9/10", "90 %", "1.000,5", "1 000", ".5", "5.", "", "1_0", "٣", "--1", "0x1F", "9" * 1001],
)
def test_what_is_not_a_number(raw: str) -> None:
    criteria = read(leaf("X"))

    found = faults_of_claims(criteria, claims_document(unit("u", {"X": {"points": raw}})))

    assert list(found) == ["units.u.claims.X.points"]


@pytest.mark.parametrize("raw", ["NaN", "Infinity", "-Infinity", "1e3", "1e999999", "true", "[]", "{}", "null"])
def test_what_is_not_a_number_in_json(raw: str) -> None:
    data = as_bytes(claims_document(unit("u", {"X": {"points": "?"}}))).replace(b'"?"', raw.encode())

    assert list(faults_of_claims(read(leaf("X")), data)) == ["units.u.claims.X.points"]


def test_the_sentence_says_what_is_wrong_with_a_number() -> None:
    criteria = read(leaf("X"))

    def said(raw: str) -> str:
        found = faults_of_claims(criteria, claims_document(unit("u", {"X": {"points": raw}})))
        return found["units.u.claims.X.points"]

    assert "phân cách hàng nghìn" in said("1.000,5")
    assert "số mũ" in said("1e5")
    assert "dấu %" in said("90%")
    assert "phân số" in said("9/10")


def test_unquoted_comma_in_a_flow_mapping_is_two_keys() -> None:
    claims = b"format: thidua.claims/1\ncriteria_set: mau\nunits: [{code: u, claims: {X: {points: 9,75}}}]"

    assert list(faults_of_claims(read(leaf("X")), claims)) == ["units.u.claims.X.75"]
    assert faults_of_claims(read(leaf("X")), claims.replace(b"9,75", b'"9,75"')) == {}


def test_repeated_keys_at_their_path() -> None:
    text = as_bytes(criteria_document(leaf("X"))).replace(b'"title": "X"', b'"title": "X", "title": "Y"')

    assert list(faults_of_set(text)) == ["criteria.X.title"]


def test_codes_and_names_are_text_as_written() -> None:
    data = b"format: thidua.criteria/1\ncode: mau\ntitle: 2021.0\ncriteria:\n"
    data += b"- {code: 1.10, title: no, max: 1.50, rule: {kind: judged}}\n"
    data += b"- {code: 1.1, title: t, max: 007, rule: {kind: judged}}\n"

    criteria = parse_criteria(data)

    assert criteria.canonical == (
        '{"code":"mau","criteria":[{"code":"1.10","max":"1.5","rule":{"kind":"judged"},"title":"no"},'
        '{"code":"1.1","max":"7","rule":{"kind":"judged"},"title":"t"}],"format":"thidua.criteria/1","title":"2021.0"}'
    )
    assert list(criteria.leaves) == ["1.10", "1.1"]


def test_free_keys_are_kept_and_hashed() -> None:
    document = criteria_document(leaf("X", **{"x-note": {"a": [1, "9,75"]}}))

    assert '"x-note":{"a":["1","9,75"]}' in parse_criteria(as_bytes(document)).canonical


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": Decimal("0.50"), "a": 100}, '{"a":"100","b":"0.5"}'),
        ([True, None, "a\n"], '[true,null,"a\\n"]'),
        ({"é": "e\u0301"}, '{"é":"é"}'),
        (Decimal("1E+3"), '"1000"'),
        (Decimal("-0.0"), '"0"'),
        ({"Z": 1, "a": 1, "Đ": 1}, '{"Z":"1","a":"1","Đ":"1"}'),
    ],
)
def test_canonical_json(value: Any, text: str) -> None:
    assert canonical_json(value) == text


@pytest.mark.parametrize("value", [1.5, {1: 2}, {1, 2}, b"a", object()])
def test_canonical_json_refuses_what_is_not_plain(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), "\ud800", {"é": 1, "e\u0301": 2}])
def test_canonical_json_refuses_what_cannot_be_written(value: object) -> None:
    with pytest.raises(ValueError):
        canonical_json(value)


def test_hash_is_of_utf8() -> None:
    assert sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_canonical_form_of_other_documents() -> None:
    result = b'{"format": "thidua.result/1", "units": [{"rank": 1.0, "total": "96.50", "percent": null}]}'

    assert document_canonical(result, file="f") == (
        '{"format":"thidua.result/1","units":[{"percent":null,"rank":"1","total":"96.50"}]}'
    )


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"format: thidua.criteria/2", b"format: other/1"])
def test_documents_without_a_known_format_have_no_hash(data: bytes) -> None:
    with pytest.raises(InputErrors):
        document_canonical(data, file="f")


def test_canonical_form_of_claims_is_a_fixed_point() -> None:
    document = claims_document(unit("u", {"X": {"points": "9,750", "note": "ghi chú"}, "Y": None}), stage="self")

    once = document_canonical(as_bytes(document), file="f")

    assert '"points":"9.75"' in once
    assert document_canonical(once.encode(), file="f") == once
