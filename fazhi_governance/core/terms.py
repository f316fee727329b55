"""Slips that an official report must not carry: 法制 where 法治 is meant, requests, too many characters, marks that
clash or lack their partner, places left to be filled in, names of laws that are none, numbers of persons."""

import re
from collections.abc import Iterable

from fazhi_governance.core.placeholders import nearest

# 法制 is the legal system, 法治 the rule of law; these phrases are always meant as the latter
WRONG_TERMS = {
	"法制化轨道": "法治轨道",
	"法制思维": "法治思维",
	"法制方式": "法治方式",
	"法制政府": "法治政府",
	"法制社会": "法治社会",
	"法制建设": "法治建设",
	"法制意识": "法治意识",
	"依法制国": "依法治国",
}
# closing phrases of a request: a report must not carry one (党政机关公文处理工作条例)
REQUESTS = ("妥否，请批示", "特此请示", "请予批准", "请批复", "请批示", "请予以批准", "恳请批准")
# of a comprehensive document, under the rules to lighten the load of the grass roots
MAX_CHARACTERS = 5000

_CLASHING = re.compile(r"[，、；：。！？]{2,}|》、《|”、“")
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!]|[,;:?!](?=[\u4e00-\u9fff])")
_LEFT_OPEN = re.compile(r"[×xX*＊_]{2,}|【[^】]*】|（?待(?:补充?|填|核实?|定)）?|\?{2,}|\{\{|\}\}")
_PAIRS = ("“”", "《》", "（）")
_AROUND = 6  # characters shown on either side of a fault
_TITLE = re.compile(r"《([^《》\n]+)》")
_COUNTRY = "中华人民共和国"
# of a mobile telephone; of a fixed line with its area code; the eighteen characters of an identity card
_NUMBERS = re.compile(
	r"(?<![\d.])(?:1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}-\d{7,8}|\d{6}(?:19|20)\d{9}[\dXx])(?![\d.])"
)


def wrong_terms(text: str) -> list[tuple[str, str]]:
	"""(as written, as it should read) of each slip in the text, once."""
	return [(wrong, right) for wrong, right in WRONG_TERMS.items() if wrong in text]


def requests(text: str) -> list[str]:
	"""The phrases in the text that belong in a request (请示), each once; of phrases within each other the longer."""
	longest_first = sorted(REQUESTS, key=len, reverse=True)
	return list(dict.fromkeys(re.findall("|".join(longest_first), text)))


def clashing_marks(text: str) -> list[str]:
	"""Where marks clash (。。 ；。 》、《), stand in half width among Chinese, or lack their partner, with what is around."""
	found = [
		_excerpt(text, match.start(), match.end())
		for pattern in (_CLASHING, _HALF_WIDTH)
		for match in pattern.finditer(text)
	]
	for line in text.splitlines():
		for pair in _PAIRS:
			if (at := _unpaired(line, *pair)) is not None:
				found.append(_excerpt(line, at, at + 1))
	return list(dict.fromkeys(found))


def left_open(text: str) -> list[str]:
	"""What was to be filled in later: ××, 【】, 待补充, braces."""
	return list(dict.fromkeys(match[0] for match in _LEFT_OPEN.finditer(text)))


def odd_laws(text: str, laws: Iterable[str]) -> list[tuple[str, str]]:
	"""(as written, the nearest law) of each title in 《》 that is like the name of a law and none.

	:param laws: the names that are right, full and short
	"""
	known = {name.removeprefix(_COUNTRY) for name in laws}
	found = []
	for title in dict.fromkeys(_TITLE.findall(text)):
		short = title.removeprefix(_COUNTRY)
		near = nearest(short, (name for name in known if abs(len(name) - len(short)) <= 1), limit=1)
		if short not in known and near and _are_alike(short, near[0]):
			found.append((title, near[0]))
	return found


def personal_numbers(text: str) -> list[str]:
	"""What looks like a telephone number or the number of an identity card."""
	return list(dict.fromkeys(_NUMBERS.findall(text)))


def _are_alike(title: str, law: str) -> bool:
	"""One character wrong, missing or too many."""
	if len(title) == len(law):
		return sum(a != b for a, b in zip(title, law, strict=True)) == 1
	short, long = sorted((title, law), key=len)
	return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _unpaired(line: str, opening: str, closing: str) -> int | None:
	opened = []
	for at, mark in enumerate(line):
		if mark == opening:
			opened.append(at)
		elif mark == closing:
			if not opened:
				return at
			opened.pop()
	return opened[0] if opened else None


def _excerpt(text: str, start: int, end: int) -> str:
	return text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ").strip()
