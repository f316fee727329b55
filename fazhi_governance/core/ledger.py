"""What people write into the cells of a ledger, read as what they mean; what cannot be told is refused, not guessed."""

import re
import unicodedata
from datetime import date, datetime, timedelta

# of Excel's count of days: 1950 to 2099
FIRST_SERIAL, LAST_SERIAL = 18264, 73050
SERIAL_ZERO = date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1949, 2100
# a spreadsheet keeps fifteen digits of a number
SURE_DIGITS = 15

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u2060\ufeff]")
# what text needs more than its ends stripped: control signs, lines, full-width signs
_TO_BE_CLEANED = re.compile(r"[\x00-\x1f\u200b-\u200f\u2060\ufeff\u3000\xa0！-～]")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|《[^《》]*》")
_MARKS = re.compile(r"[\s*#:.,、;/\\|_—–~。·'\"“”-]+")
_DAY = re.compile(r"(\d{4})[-./年\\](\d{1,2})[-./月\\](\d{1,2})[日号]?")
_MONTH = re.compile(r"(\d{4})(?:[-./年\\](\d{1,2})月?|年)?")
# the end of a month or a year, which is a day
_DEADLINE = re.compile(
	r"(\d{4})[-./年](?:(\d{1,2})月?份?(?:底|末)(?:之?前|以前)?|(\d{1,2})月?份?|(?:年?底|年?末)(?:之?前|以前)?)"
)
_NO_YEAR = re.compile(r"\d{1,2}[-./月]\d{1,2}[日号]?")
_SHORT_YEAR = re.compile(r"\d{2}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?")
_PERIOD = re.compile(r".*\d.*(?:至|到|[-~—–]).*\d.*|.*\d[日号]?[、,;].*\d.*")
# behind a day: its weekday, its hour
_BESIDE = re.compile(
	r"(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|[上下]午|T?\d{1,2}[:时]\d{1,2}.*|T?\d{1,2}时)$"
)
_DIGITS = {"〇": "0", "○": "0", "零": "0", "O": "0", "o": "0"} | {
	sign: str(number) for number, sign in enumerate("一二三四五六七八九", start=1)
}
_NUMBER = re.compile(r"([-+]?\d[\d,]*(?:\.\d+)?)(万?)([\u4e00-\u9fff%]{0,3})")
# what was counted, and its unit of measure: 宣传册100份
_COUNTED = re.compile(r"[^\d第]{1,12}?(\d[\d,]*)(?:人次|件次|[人份册张条件户本个家处次名])")
_VAGUE = re.compile(r"[约近余多几数超逾]|左右|上下|以上|以下|不足|不少|[-~至—–]\d|\d[-~至—–]|[<>≤≥?]")
_SCIENTIFIC = re.compile(r"[-+]?\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_YES = ("是", "有", "√", "✓", "✔", "对", "Y", "YES", "TRUE", "1", "已", "是的")
_NO = ("否", "无", "×", "✗", "X", "N", "NO", "FALSE", "0", "未", "不是", "没有")
# words of headers that mean the same, and those that add nothing
_USUAL_WORDS = (("时间", "日期"), ("类别", "类型"), ("种类", "类型"), ("方式", "形式"), ("村居", "社区"))
_FILLERS = re.compile(r"的|主要|具体|简要|基本|有关|相关|详细|情况")
_FACTORS = {"千": 1000, "万": 10_000, "亿": 100_000_000}
_FACTOR = re.compile(r"([千万亿])(?:元|人|人次|份|册|件|次|条|张)?[)）]|([千万亿])元$")
# what offices write where there is nothing
NOTHING = ("", "无", "/", "／", "\\", "-", "--", "—", "——", "－", "暂无", "空", "N/A")


class Unreadable(Exception):
	"""A cell that cannot be read; `why` says what is the matter, `details` with which values."""

	def __init__(self, why: str, **details):
		super().__init__(why)
		self.why, self.details = why, details


def text_of(value) -> str:
	"""As it is shown, full-width signs made half-width, without what no one sees."""
	if value is None:
		return ""
	if isinstance(value, bool):
		return "是" if value else "否"
	if isinstance(value, datetime) and value.time() == datetime.min.time():
		value = value.date()
	if isinstance(value, float) and value.is_integer() and abs(value) < 10**SURE_DIGITS:
		value = int(value)
	if isinstance(value, str) and not _TO_BE_CLEANED.search(value):
		return value.strip()
	lines = _CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
	return "\n".join(_half_width(line).strip() for line in lines).strip()


def _half_width(text: str) -> str:
	"""Digits, Latin letters and blanks alone: Chinese punctuation stays what it is."""
	return "".join(
		unicodedata.normalize("NFKC", sign) if "！" <= sign <= "～" and sign not in "（），：；？！" else sign
		for sign in text.replace("\u3000", " ").replace("\xa0", " ")
	)


def bare(header) -> str:
	"""A header by which it is compared: 纠纷 类型（件）* → 纠纷类型."""
	text = unicodedata.normalize("NFKC", text_of(header))
	without = _BRACKETED.sub("", text)
	return _MARKS.sub("", without).lower() or _MARKS.sub("", text.strip("()[]【】")).lower()


def loosely(header) -> str:
	"""A header as it is recognised when nothing else fits: 反映的主要问题 → 反映问题, 接访时间 → 接访日期."""
	text = bare(header)
	for word, usual in _USUAL_WORDS:
		text = text.replace(word, usual)
	return _FILLERS.sub("", text) or text


def factor_of(header) -> int:
	"""What the numbers below a header are to be multiplied by: 10000 of 金额（万元）, 1 of 金额（元）."""
	match = _FACTOR.search(text_of(header))
	return _FACTORS[match[1] or match[2]] if match else 1


def multiplied(value, factor: int):
	"""A quantity under such a header; one that names its own unit of measure is what it says.

	:raises Unreadable:
	"""
	if factor == 1 or is_nothing(value) or re.search(r"[万元]", text_of(value)):
		return value
	number = round(as_number(value) * factor, 4)
	return int(number) if float(number).is_integer() else number


def year_of(text) -> int | None:
	"""The only year that a title names: 2024年度普法活动台账; the day on which it was filled in is no title's."""
	text = re.sub(r"(?:时间|日期)\s*[:：]?\s*\S*", "", unicodedata.normalize("NFKC", text_of(text)))
	text = re.sub(
		r"[〇○零一二三四五六七八九]{4}(?=年)", lambda year: "".join(map(_DIGITS.get, year[0])), text
	)
	years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text)}
	return years.pop() if len(years) == 1 else None


def is_nothing(value) -> bool:
	return text_of(value) in NOTHING


def as_text(value) -> str:
	"""
	:raises Unreadable: a long number whose last digits a spreadsheet has lost
	"""
	if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 10**SURE_DIGITS:
		raise Unreadable("digits lost")
	text = text_of(value)
	if _SCIENTIFIC.fullmatch(text):
		raise Unreadable("digits lost")
	return text


def as_date(value, year: int | None = None) -> date:
	"""
	:param year: that of the whole ledger, for a day without one: 3月5日; a number like 3.1 may be March 1 or 10
	:raises Unreadable: no day, half a day, several, or a number that only a spreadsheet takes for one
	"""
	is_number = isinstance(value, float)
	if isinstance(value, datetime):
		value = value.date()
	if isinstance(value, date):
		return _in_bounds(value)
	if isinstance(value, int | float) and not isinstance(value, bool):
		if FIRST_SERIAL <= value <= LAST_SERIAL:
			raise Unreadable("serial", day=SERIAL_ZERO + timedelta(days=int(value)))
		value = int(value) if float(value).is_integer() else str(value)
	text = unicodedata.normalize("NFKC", text_of(value))
	text = _BESIDE.sub("", re.sub(r"\s+", "", text) if not re.search(r"\d\s+\d", text) else text).strip()
	text = _BESIDE.sub("", text).strip()
	text = re.sub(r"\s*([-./年月])\s*", r"\1", _arabic(text)).rstrip(".。")
	if match := _DAY.fullmatch(text):
		return _day(*match.groups())
	if re.fullmatch(r"\d{8}", text):
		return _day(text[:4], text[4:6], text[6:])
	if re.fullmatch(r"\d{5}", text) and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
		raise Unreadable("serial", day=SERIAL_ZERO + timedelta(days=int(text)))
	if _MONTH.fullmatch(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
		raise Unreadable("no day")
	if _SHORT_YEAR.fullmatch(text):
		raise Unreadable("short year")
	if _NO_YEAR.fullmatch(text):
		if year and not is_number:
			return _day(str(year), *re.findall(r"\d+", text))
		raise Unreadable("no year")
	if _PERIOD.fullmatch(text):
		raise Unreadable("period")
	raise Unreadable("no date")


def as_deadline(value, year: int | None = None) -> date:
	"""A day; the last one of a month or year that is said to be the end: 2024年6月底前, 2024年12月, 2024年底.

	:param year: that of the whole ledger, for a deadline without one
	:raises Unreadable: 2024年6月前 leaves open whether June is meant
	"""
	text = (
		_arabic(unicodedata.normalize("NFKC", re.sub(r"\s+", "", text_of(value))))
		if isinstance(value, str)
		else ""
	)
	if year and re.match(r"\d{1,2}月|年?[底末]", text):
		text = f"{year}年{text.removeprefix('年')}"
	if match := _DEADLINE.fullmatch(text):
		return _last_of(int(match[1]), int(match[2] or match[3] or 12))
	if isinstance(value, str) and (match := re.fullmatch(r"(.*[日号\d])(?:之?前|以前|止)", text)):
		return as_date(match[1])
	return as_date(value)


def _last_of(year: int, month: int) -> date:
	if not 1 <= month <= 12:
		raise Unreadable("no such day")
	return _in_bounds(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))


def as_month(value) -> date:
	"""The first day of a month, of which a day may be given or not.

	:raises Unreadable:
	"""
	text = _arabic(unicodedata.normalize("NFKC", re.sub(r"\s+", "", text_of(value))))
	match = re.fullmatch(r"(\d{4})[-./年]?(\d{1,2})月?份?", text)
	if match and not isinstance(value, date) and len(text) > 5:
		return _day(*match.groups(), "1")
	return as_date(value).replace(day=1)


def _day(year: str, month: str, day: str) -> date:
	try:
		return _in_bounds(date(int(year), int(month), int(day)))
	except ValueError:
		raise Unreadable("no such day") from None


def _in_bounds(day: date) -> date:
	if not FIRST_YEAR <= day.year <= LAST_YEAR:
		raise Unreadable("odd year")
	return day


def _arabic(text: str) -> str:
	"""二〇二四年三月二十五日 → 2024年3月25日; anything else as it is."""
	parts = re.fullmatch(r"(\D{4})年(?:(\D{1,3})月(?:份)?(?:([^\d日号]{1,3})[日号]?)?)?", text)
	if not parts:
		return text
	year = "".join(_DIGITS.get(sign, sign) for sign in parts[1])
	month, day = (_tens(part) if part else None for part in parts.groups()[1:])
	if not year.isdigit() or "?" in (month, day):
		return text
	return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def _tens(text: str) -> str:
	text = text.replace("廿", "二十").replace("卅", "三十").replace("初", "")
	head, ten, tail = text.partition("十")
	if not ten:
		digits = "".join(_DIGITS.get(sign, "?") for sign in text)
		return digits.lstrip("0") if digits.isdigit() else "?"
	number = (_DIGITS.get(head, "?") if head else "1") + (_DIGITS.get(tail, "?") if tail else "0")
	return number if number.isdigit() else "?"


def as_number(value) -> int | float:
	"""A quantity, with its unit or without: 12件, 1,200, 3.5万元.

	:raises Unreadable: it says about how many, or is no number
	"""
	if isinstance(value, bool) or isinstance(value, date):
		raise Unreadable("no number")
	if isinstance(value, int | float):
		return value
	text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text_of(value))).lstrip("¥￥$")
	if match := _NUMBER.fullmatch(text):
		if _VAGUE.search(match[3]):
			raise Unreadable("about")
		number = float(match[1].replace(",", "")) * (10000 if match[2] else 1)
		number = round(number, 4)
		return int(number) if number.is_integer() else number
	if _SCIENTIFIC.fullmatch(text):
		raise Unreadable("digits lost")
	if re.search(r"\d", text) and _VAGUE.search(text):
		raise Unreadable("about")
	if match := _COUNTED.fullmatch(text):
		return int(match[1].replace(",", ""))
	chinese = re.fullmatch(r"([一二三四五六七八九十]{1,3})[\u4e00-\u9fff]?", text)
	if chinese and (digits := _tens(chinese[1])) != "?":
		return int(digits)
	raise Unreadable("no number")


def as_integer(value) -> int:
	"""
	:raises Unreadable:
	"""
	number = as_number(value)
	if not float(number).is_integer():
		raise Unreadable("not whole")
	return int(number)


def as_share(value) -> float:
	"""A percentage as a number of percent: 80%, 80, and 0.8 of a cell that shows 80%.

	:raises Unreadable:
	"""
	number = as_number(value)
	return round(number * 100, 4) if isinstance(value, float) and 0 < value <= 1 else number


def as_check(value) -> int:
	"""
	:raises Unreadable: neither 是 nor 否
	"""
	text = unicodedata.normalize("NFKC", text_of(value)).upper()
	if text in _YES:
		return 1
	if text in _NO or text in NOTHING:
		return 0
	raise Unreadable("neither yes nor no")


def parts_of(text: str) -> list[str]:
	"""The single names of an enumeration: 甲、乙；丙."""
	return [part.strip() for part in re.split(r"[、,，;；\n]+|\s{2,}", text_of(text)) if part.strip()]


def items_of(text: str) -> list[str]:
	"""The items of a numbered list, one per line; else the text as one item."""
	text = text_of(text)
	items = re.split(
		r"(?:^|\n|(?<=[。；;]))\s*(?:\d{1,2}[.、．)）]|[一二三四五六七八九十]{1,2}、|[（(][\d一二三四五六七八九十]{1,2}[)）])\s*",
		text,
	)
	found = [item.strip().rstrip("；;") for item in items if item.strip()]
	return found if len(found) > 1 else ([re.sub(r"^(?:1|一)[.、．]\s*", "", text)] if text else [])


def nearest_option(text: str, options: dict[str, str]) -> tuple[str | None, bool]:
	"""Which of the options (word → value) a text means, and whether it is that very word.

	The longest word that the text contains, or the only one that contains the text; a text that negates counts
	for no word that does not.
	"""
	wanted = bare(text)
	# 党（工）委会议 is 党委会议 and 党工委会议
	plain = {bare(word): value for word, value in options.items()} | {
		bare(re.sub("[()（）]", "", word)): value for word, value in options.items()
	}
	if wanted in plain:
		return plain[wanted], True
	negates = re.search(r"[不未无没非]", wanted)
	fitting = {
		word: value for word, value in plain.items() if not negates or re.search(r"[不未无没非]", word)
	}
	inside = sorted((word for word in fitting if len(word) > 1 and word in wanted), key=len)
	if inside and (len(inside) == 1 or inside[-2] in inside[-1]):
		return fitting[inside[-1]], False
	around = [word for word in fitting if len(wanted) > 1 and wanted in word]
	return (fitting[around[0]], False) if len(around) == 1 else (None, False)
