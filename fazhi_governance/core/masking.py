"""Personal data as it is shown to who need not know it, and in the one form in which it is compared.

A mask keeps what a colleague needs to tell two rows apart, and too little to tell who it is.
"""

import re
import unicodedata

NAME, ID_NUMBER, PHONE, ADDRESS = "Full Name", "ID Number", "Phone", "Address"
MASK = "*"
# the commonest, which nine persons in ten bear
SURNAMES = frozenset(
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
	"姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)

# an address is shown down to the community, village or, failing both, the sub-district or township
_PLACE = re.compile(r".*?(?:社区|村民委员会|居民委员会|村委会|居委会|村)|.*?(?:街道|镇|乡)")


def masked(kind: str, text: str) -> str:
	"""
	:param kind: NAME (王*), ID_NUMBER (first six and last two), PHONE (138****1234) or ADDRESS (to the community)
	"""
	return {NAME: _name, ID_NUMBER: _id_number, PHONE: _phone, ADDRESS: _address}[kind](text.strip())


def normal(kind: str, text: str) -> str:
	"""The same person's data in one form, however it was typed: full width, spaces, hyphens, a small x."""
	text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
	return re.sub(r"[-()+]", "", text).removeprefix("86") if kind == PHONE else text


def _name(text: str) -> str:
	return text[:1] + MASK * max(len(text) - 1, 1)


def _id_number(text: str) -> str:
	return _kept(text, 6, 2)


def _phone(text: str) -> str:
	return _kept(text, 3, 4)


def _address(text: str) -> str:
	place = _PLACE.match(text)
	return (place[0] if place and place.end() < len(text) else text[:3]) + MASK * 3


def _kept(text: str, first: int, last: int) -> str:
	"""A short number shows nothing but its first character."""
	if len(text) < first + last + 3:
		return text[:1] + MASK * max(len(text) - 1, 1)
	return text[:first] + MASK * (len(text) - first - last) + text[-last:]
