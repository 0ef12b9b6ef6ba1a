"""Reading dates in the lines that hold nothing else, in every language of the packs."""

from __future__ import annotations

import re

from newsclean.folding import words
from newsclean.packs import month_numbers, word_list

_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"\b((?:19|20)\d\d)[-./年년]\s?(\d{1,2})[-./月월]\s?(\d{1,2})")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?((?:19|20)\d\d)\b")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|o|a|e)?$")
_TIME = re.compile(r"\d{1,2}[:.h]\d\d|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|er|h|am|pm|z|uhr|min|mins|hrs)?$|t\d+$|\d+t\d+$")


def read_date(text: str) -> str | None:
    """The first date in `text` as YYYY-MM-DD, or None. Numbers alone are read day first unless that is
    impossible.

    >>> read_date("Published 5 March 2024 at 10:15"), read_date("2024年3月5日")
    ('2024-03-05', '2024-03-05')
    """
    found = _ISO.search(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_FIRST.search(text)
    if found:
        day, month, in_year = int(found[1]), int(found[2]), int(found[3])
        return _day(in_year, day, month) if month > 12 else _day(in_year, month, day)
    months = month_numbers()
    said = words(text)
    for at, word in enumerate(said):
        if word not in months:
            continue
        near = said[max(0, at - 2) : at + 4]
        year = next((int(w) for w in near if len(w) == 4 and w.isdigit() and w[:2] in ("19", "20")), None)
        days = [int(m[1]) for m in map(_ORDINAL.match, near) if m]
        if year and days:
            return _day(year, months[word], days[0])
    return None


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def is_date_line(text: str) -> bool:
    """Whether `text` says a date or a time and nothing else, bar the words that go with dates.

    >>> is_date_line("Updated: Tue., Nov. 19, 2019 - 9:33pm"), is_date_line("May 2020 was warm")
    (True, False)
    """
    if not _DIGIT.search(text):
        return False
    said = words(text)
    if not 1 <= len(said) <= 24:
        return False
    months, glue = month_numbers(), word_list("time")
    named = False
    for word in said:
        if word in months:
            named = True
        elif word not in glue and not _NUMBERED.match(word):
            return False
    return named or bool(_ISO.search(text) or _DAY_FIRST.search(text) or _TIME.search(text))
