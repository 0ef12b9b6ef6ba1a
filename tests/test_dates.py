"""Dates as newsrooms print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.dates import is_date_line, read_date

DATES = [
    "2024-03-05T10:15:00Z",
    "Published 5 March 2024 at 10:15",
    "March 5, 2024",
    "Mar. 5th, 2024 | 9:33pm",
    "5. März 2024, 10.15 Uhr",
    "Publié le 5 mars 2024 à 10h15",
    "5 de marzo de 2024",
    "5 marca 2024",
    "5 марта 2024",
    "05.03.2024",
    "05/03/2024",
    "2024年3月5日",
    "2024년 3월 5일",
]


@pytest.mark.parametrize("text", DATES)
def test_read(text: str) -> None:
    assert read_date(text) == "2024-03-05"


def test_the_day_comes_first_unless_it_cannot() -> None:
    assert read_date("04/03/2024") == "2024-03-04"
    assert read_date("03/25/2024") == "2024-03-25"


@pytest.mark.parametrize("text", ["", "March", "May 2024", "99/99/2024", "2024-13-40", "Room 12, floor 5"])
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", [*DATES[:4], "Updated: Tue., Nov. 19, 2019 - 9:33pm", "10:15"])
def test_a_line_of_nothing_but_a_date(text: str) -> None:
    assert is_date_line(text)


@pytest.mark.parametrize(
    "text", ["May 2020 was warm", "On 5 March 2024 the bridge fell", "12", "Eleven people", "Room 12", "March"]
)
def test_a_line_that_says_more_or_less(text: str) -> None:
    assert not is_date_line(text)


@given(st.dates())
def test_iso_dates_read_as_they_are(date: object) -> None:
    said = str(date)
    assert read_date(said) == (said if said[:2] in ("19", "20") else None)


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    found = read_date(text)
    assert found is None or len(found) == 10
    assert is_date_line(text) in (True, False)
