"""The frozen facts of a paper."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

from documents.samples import MINUTES, PLEDGE, VERIFICATION
from thidua.documents.facts import facts_of, facts_sha256, facts_text
from thidua.documents.paper import Heading, Paper, Paragraph, Run


def test_facts_are_a_plain_tree_that_says_what_the_paper_says() -> None:
    paper = Paper(
        kind="minutes",
        title="Biên bản",
        issue_date=MINUTES.issue_date,
        issuer="cum-dbsh",
        upper="A",
        issuing="B",
        number=5,
        symbol="BB-CTĐ",
        body=(Heading("I. X"), Paragraph((Run("đậm", bold=True), Run("thường")))),
    )
    assert facts_of(paper) == {
        "format": "thidua.paper/1",
        "kind": "minutes",
        "title": "Biên bản",
        "issue_date": "2021-11-18",
        "issuer": "cum-dbsh",
        "upper": "A",
        "issuing": "B",
        "number": 5,
        "symbol": "BB-CTĐ",
        "body": [
            {"block": "Heading", "text": "I. X"},
            {
                "block": "Paragraph",
                "text": [{"block": "Run", "text": "đậm", "bold": True}, {"block": "Run", "text": "thường"}],
            },
        ],
    }


def test_facts_text_is_canonical() -> None:
    text = facts_text(PLEDGE)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert unicodedata.is_normalized("NFC", text)


def test_facts_do_not_change_with_the_verification_that_carries_their_hash() -> None:
    bare = replace(MINUTES, verification=None)
    assert facts_sha256(bare) == facts_sha256(replace(MINUTES, verification=VERIFICATION))


def test_facts_change_with_one_digit() -> None:
    assert facts_sha256(replace(MINUTES, number=6)) != facts_sha256(MINUTES)


def test_facts_of_nfd_text_equal_those_of_nfc() -> None:
    decomposed = replace(MINUTES, abstract=unicodedata.normalize("NFD", MINUTES.abstract))
    assert facts_sha256(decomposed) == facts_sha256(MINUTES)
