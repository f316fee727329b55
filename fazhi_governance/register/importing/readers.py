"""How single columns of ledgers are read back: what was put together for printing is taken apart again.

Each reader takes the value of a cell, the record as a dict, and the Ledger that knows options and titles.
"""

import re
from collections.abc import Callable

from fazhi_governance.core import ledger as cells
from fazhi_governance.core.ledger import Unreadable, items_of, parts_of, text_of
from fazhi_governance.core.masking import MASK
from fazhi_governance.scope import UNIT

ORGANISATION = re.compile(
	r"公司|集团|厂|店|馆|超市|中心|银行|医院|学校|幼儿园|酒店|宾馆|委员会|居委会|村委会|办事处|合作社|物业|工作室|协会"
	r"|经营部|门市|商行|企业|单位|局$|所$|院$|部$|站$|社$|队$|行$"
)
AND_OTHERS = re.compile(r"等?(?:共|计)?\d*[人户名]?$")
VERSUS = re.compile(r"\s*(?:与|和|诉|VS|vs|——|—|-)\s*")
ROLES = re.compile(r"(被申请人|申请人|甲方|乙方|原告|被告|信访人)[:：]?")
LAW = re.compile(r"《([^》]+)》")
EVERY_COMMUNITY = re.compile(
	r"(?:各|全体|所有)(?:村|社区|村居|村社区|社区村|村[（(]社区[）)]|社区[（(]村[）)])"
)
RESPONDENTS = ("被申请人", "乙方", "被告")


def persons(first: str, others: str | None = None) -> Callable:
	"""Names as rows of Involved Person.

	:param first: the part that the people before 与 take, as Applicant
	:param others: the part of those behind it, or behind the first name; None: all take the same
	"""

	def read(value, record: dict, ledger):
		text = text_of(value)
		if MASK in text:
			raise Unreadable("hidden")
		rows = record.setdefault("persons", [])
		for number, (name, is_other) in enumerate(_sides(text)):
			role = others if others and (is_other or (number and not _has_sides(text))) else first
			if ORGANISATION.search(name):
				rows.append({"role": role, "party_kind": "Legal Entity", "organisation": name})
			else:
				rows.append({"role": role, "person_name": name})

	return read


def _has_sides(text: str) -> bool:
	return bool(ROLES.search(text) or VERSUS.search(text))


def _sides(text: str):
	if ROLES.search(text):
		_before, *found = ROLES.split(text)
		sides = [(found[at] in RESPONDENTS, found[at + 1]) for at in range(0, len(found), 2)]
	else:
		sides = [(bool(number), side) for number, side in enumerate(VERSUS.split(text))]
	for is_other, side in sides:
		for part in parts_of(side):
			# 王某（男，45岁）等3人
			name = re.sub(r"[（(].*?[）)]", "", part)
			name = re.sub(r"等\d*[人户名]?$|等$", "", name).strip()
			if name:
				yield name, is_other


def of_first_person(field: str) -> Callable:
	"""A telephone, a number, an address: of the person who is named first."""

	def read(value, record: dict, ledger):
		if cells.is_nothing(value):
			return
		text = cells.as_text(value)
		if MASK in text:
			raise Unreadable("hidden")
		if not record.get("persons"):
			raise Unreadable("nobody")
		record["persons"][0][field] = parts_of(text)[0] if field == "phone" else text

	return read


def laws(label: str) -> Callable:
	"""Laws that the site knows as rows of `laws`; whatever else was made known stands in the remark."""

	def read(value, record: dict, ledger):
		text = text_of(value)
		unknown = []
		for part in LAW.findall(text) or parts_of(text):
			try:
				law = ledger.link("Law", part)
			except Unreadable:
				unknown.append(part)
			else:
				rows = record.setdefault("laws", [])
				if {"law": law} not in rows:
					rows.append({"law": law})
		if unknown:
			ledger.beside(record, label, "、".join(unknown))

	return read


def into(fieldname: str) -> Callable:
	"""As what it is, but into another field than the one that is printed."""

	def read(value, record: dict, ledger):
		df = ledger.meta.get_field(fieldname)
		if not cells.is_nothing(value):
			record[fieldname] = {
				"Int": cells.as_integer,
				"Date": ledger.day,
				"Check": cells.as_check,
			}.get(df.fieldtype, cells.as_text)(value)

	return read


def day_before_words(fieldname: str, flag: str | None = None, word: str = "") -> Callable:
	"""A day, or the word that says why there is none.

	:param flag: the check that the word stands for
	"""

	def read(value, record: dict, ledger):
		if flag and word in text_of(value):
			record[flag] = 1
		elif not cells.is_nothing(value) and text_of(value) != "不涉及":
			record[fieldname] = ledger.day(value)

	return read


def deadline_into(fieldname: str) -> Callable:
	"""A day, or the end of the month or year by which something is to be done."""

	def read(value, record: dict, ledger):
		if not cells.is_nothing(value):
			record[fieldname] = ledger.day(value, cells.as_deadline)

	return read


def month(value, record: dict, ledger):
	record["month_on"] = cells.as_month(value)


def stars(value, record: dict, ledger):
	"""Of five; stored as a share."""
	record["rating"] = cells.as_number(value) / 5


def names_into(table: str, field: str = "person_name") -> Callable:
	"""An enumeration of people as rows of a table."""

	def read(value, record: dict, ledger):
		record[table] = [
			{field: re.sub(r"[（(].*?[）)]", "", part).strip()} for part in parts_of(text_of(value))
		]

	return read


def links_into(table: str, field: str, doctype: str) -> Callable:
	"""An enumeration of records as rows of a table; of units 各社区 stands for all communities and villages."""

	def read(value, record: dict, ledger):
		if cells.is_nothing(value):
			return
		names = []
		for part in parts_of(text_of(value)):
			is_every = doctype == UNIT and EVERY_COMMUNITY.fullmatch(part)
			names += ledger.communities if is_every else [ledger.link(doctype, part)]
		record[table] = [{field: name} for name in dict.fromkeys(names)]

	return read


def agenda(field: str) -> Callable:
	"""A numbered list as the items of a meeting; the n-th decision belongs to the n-th topic."""

	def read(value, record: dict, ledger):
		items = items_of(value)
		rows = record.setdefault("agenda_items", [])
		if field == "decision" and len(items) != len(rows) and rows:
			items = ["\n".join(items)]
		for number, item in enumerate(items):
			if number == len(rows):
				rows.append({"topic": item[:140]})
			rows[number][field] = item[:140] if field == "topic" else item

	return read
