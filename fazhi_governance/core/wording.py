"""How official Chinese text words numbers, dates, headings and lists."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import cn2an

Number = int | float | Decimal

_HEADINGS = {1: "{ordinal}、", 2: "（{ordinal}）", 3: "{n}.", 4: "（{n}）"}

_CHINESE = r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e“”‘’]"
_SPACES_AT_CHINESE = re.compile(rf"(?<={_CHINESE})[ \t\u3000]+|[ \t\u3000]+(?={_CHINESE})")
_FULL_STOPS = re.compile(r"[；。]*。")


def exact(value: Number, unit: str = "") -> str:
	"""The value as it is, with its unit: 62件, 1037份, 12.5小时; whole hundreds of yuan from 10,000 on as 12.05万元.

	No thousands separator; at most two decimals, without trailing zeros.
	Raises ValueError for what is no finite number.
	"""
	number = _decimal(value)
	if unit == "元" and abs(number) >= 10_000 and number % 100 == 0:
		number, unit = number / 10_000, "万元"
	return f"{_plain(number, 2)}{unit}"


def rounded(value: Number, unit: str = "") -> str:
	"""The official rounding down with 余: 60余件 for 62, 110余 for 117, 1200余 for 1234, 22000余元.

	Two leading digits stay (one, below 100); below 10, and where nothing is rounded away, the value is
	worded exactly. It never rounds up. Raises ValueError for negatives and for what is no whole number.
	"""
	number = _decimal(value)
	if number < 0 or number != int(number):
		raise ValueError(
			f"{value} cannot be rounded with 余, only whole numbers from 0 on: use exact wording."
		)

	whole = int(number)
	place = 10 ** max(1, len(str(whole)) - 2)
	rest = whole % place
	if whole < 10 or not rest:
		return exact(whole, unit)

	return f"{whole - rest}余{unit}"


def percentage(numerator: Number, denominator: Number, digits: int = 1) -> str:
	"""The share in per cent with at most `digits` decimals: 96.9%, 50%.

	100% means all and 0% means none: a share just below 100 stays below (99.9%), one just above 0 is
	worded <0.1%. Raises ValueError for a denominator of 0 (say that there are no data) and for negatives.
	"""
	part, base = _decimal(numerator), _decimal(denominator)
	if base == 0:
		raise ValueError("There is no percentage of 0: say that there are no data.")
	if part < 0 or base < 0:
		raise ValueError(f"{numerator} of {denominator} is no percentage: both must be 0 or more.")

	step = Decimal(1).scaleb(-digits)
	share = (part * 100 / base).quantize(step, ROUND_HALF_UP)
	if part > 0 and share == 0:
		return f"<{_plain(step, digits)}%"
	if part < base and share >= 100:
		share = 100 - step

	return f"{_plain(share, digits)}%"


def change(now: Number, before: Number, unit: str = "") -> str:
	"""How a count compares with last year's: 较上年增长20%, 较上年下降3.5%, 与上年持平, 较上年增加5件 from nothing.

	Raises ValueError for negatives, of which there is no growth.
	"""
	new, old = _decimal(now), _decimal(before)
	if new < 0 or old < 0:
		raise ValueError(f"There is no growth from {before} to {now}: both must be 0 or more.")
	if new == old:
		return "与上年持平"
	if old == 0:
		return f"较上年增加{exact(new, unit)}"
	return f"较上年{'增长' if new > old else '下降'}{percentage(abs(new - old), old)}"


def change_of_share(now: Number, before: Number) -> str:
	"""How a share (0 to 1) compares with last year's: 较上年提高2.5个百分点, 较上年下降1个百分点, 与上年持平."""
	points = (_decimal(now) - _decimal(before)) * 100
	worded = _plain(abs(points), 1)
	if worded == "0":
		return "与上年持平"
	return f"较上年{'提高' if points > 0 else '下降'}{worded}个百分点"


def ordinal(n: int) -> str:
	"""The Chinese numeral of a heading: 一 for 1, 十一 for 11. Raises ValueError below 1."""
	if n < 1:
		raise ValueError(f"{n} cannot number a heading: headings are numbered from 1.")

	return cn2an.an2cn(n)


def heading_number(level: int, n: int) -> str:
	"""The number of the n-th heading on a level from 1 to 4: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3).

	Raises ValueError for any other level and for a number below 1.
	"""
	if level not in _HEADINGS:
		raise ValueError(f"There is no heading level {level}: the levels are 1 to 4.")

	return _HEADINGS[level].format(ordinal=ordinal(n), n=n)


def chinese_date(day: date) -> str:
	"""The date as official documents write it, without leading zeros: 2024年12月31日."""
	return f"{day.year}年{day.month}月{day.day}日"


def chinese_period(first: date, last: date) -> str:
	"""A period from its first to its last day: 2024年1月1日至2024年12月31日."""
	return f"{chinese_date(first)}至{chinese_date(last)}"


def enumerate_names(names: Iterable[str], quotes: str = "") -> str:
	"""The names as a list: 甲、乙, or each between its pair of marks: “甲”“乙”, 《甲》《乙》.

	Between adjacent quotation marks or book title marks 、 is not used (GB/T 15834-2011, 4.5.3.5).
	"""
	if quotes:
		opening, closing = quotes
		return "".join(f"{opening}{name}{closing}" for name in names)

	return "、".join(names)


def sentence(text: str) -> str:
	"""Text put together from parts, tidied: one full stop where 。。 or ；。 met, no spaces in the Chinese."""
	return _FULL_STOPS.sub("。", _SPACES_AT_CHINESE.sub("", text)).strip()


def printable(text: str) -> str:
	"""Text without the control characters and line ends that no line of a document can hold."""
	return "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cs", "Zl", "Zp"))


def _decimal(value: Number) -> Decimal:
	number = Decimal(str(value))
	if not number.is_finite():
		raise ValueError(f"{value} is no number that can be worded.")

	return number


def _plain(number: Decimal, digits: int) -> str:
	"""`number` with at most `digits` decimals, half rounded up, without trailing zeros."""
	text = f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
	if "." in text:
		text = text.rstrip("0").rstrip(".")

	return "0" if text == "-0" else text
