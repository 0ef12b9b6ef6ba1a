"""The one error for input that cannot be cleaned."""

from __future__ import annotations


class InputError(ValueError):
    """The input is not what it should be; the message says what it is instead, in one line."""
