"""A book at the stage that a test begins from."""

from __future__ import annotations

import pytest

from council.season import Season, founded
from records.book import NOW, Book


@pytest.fixture
def book(db: None) -> Book:
    """Two units with their people of the cluster; nobody in the books yet."""
    return Book(Season(founded(NOW), size=2).set_up())


@pytest.fixture
def mai(book: Book) -> int:
    """Nguyễn Thị Mai, in unit 01 since 1 September 2010."""
    return book.add()
