"""Decimal outline numbers: 1, 1.1, 1.1.1. An item stands below the one whose number it continues."""

import re

_NUMBER = re.compile(r"[1-9]\d*(?:\.[1-9]\d*)*")


def key(number: str) -> tuple[int, ...]:
	"""What numbers are ordered by: 1.10 comes after 1.9.

	Raises ValueError for what is no such number.
	"""
	if not _NUMBER.fullmatch(number):
		raise ValueError(f"{number!r} is no number of an outline, such as 1 or 1.2")
	return tuple(int(part) for part in number.split("."))


def parent(number: str) -> str:
	"""The number above; empty for one at the top."""
	return number.rpartition(".")[0]


def level(number: str) -> int:
	"""1 at the top."""
	return number.count(".") + 1
