from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats


@pytest.mark.parametrize("text", ["03/04/2021", "3/4/2021", "03-04-2021", "2021-04-03"])
def test_a_date_is_read_day_first(text: str) -> None:
    assert forms.DateField(localize=True).clean(text) == date(2021, 4, 3)


def test_a_day_after_the_twelfth_is_read() -> None:
    assert forms.DateField().clean("23/03/2021") == date(2021, 3, 23)


def test_an_american_date_is_refused() -> None:
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean("03/23/2021")


def test_dates_and_numbers_are_written_as_in_vietnam() -> None:
    assert formats.date_format(date(2021, 3, 23), "SHORT_DATE_FORMAT") == "23/03/2021"
    assert formats.number_format(Decimal("9.75")) == "9,75"
