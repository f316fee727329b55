"""Who a person or an organisation is: numbers of resident identity cards (GB 11643), checked where they are sealed
and refused where they would stand open; unified social credit codes (GB 32100), which are public."""

import re
from datetime import date

from frappe import _
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, ValidationError

from fazhi_governance.core.masking import ID_NUMBER, normal

IDENTITY_CARD, LEGAL_ENTITY = "Resident Identity Card", "Legal Entity"
_TEXT = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "HTML Editor", "Code", "Markdown Editor")
_LIKE_A_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")


def check(doc, rule, row, secret: str):
	"""Refuse what cannot be the number of an identity card, and draw from it what need not be typed as well.

	The number itself is not in the message: messages stand in logs.

	:param row: holds the number; other documents than identity cards are told by `id_kind`
	:raises frappe.ValidationError:
	"""
	if rule.kind != ID_NUMBER or row.get("id_kind", IDENTITY_CARD) != IDENTITY_CARD:
		return
	try:
		number = ric.validate(normal(ID_NUMBER, secret))
	except InvalidChecksum:
		_refuse(doc, row, _("its check digit does not fit, so at least one digit is wrong"))
	except ValidationError:
		_refuse(doc, row, _("its length, region or day of birth is not that of an identity card"))
	else:
		_tell(row, number, doc.rule_date)


def check_parties(doc):
	"""Each row of Involved Person names someone.

	:raises frappe.ValidationError: names the row
	"""
	for row in doc.get("persons") or []:
		is_person = row.party_kind != LEGAL_ENTITY
		if not (row.person_name if is_person else row.organisation):
			doc.refuse(
				_("{0}, row {1}: it names nobody.").format(_(doc.meta.get_label("persons")), row.idx),
				_("Enter the full name, or the name of the organisation, or remove the row."),
			)
		check_credit_code(doc, row, "credit_code")


def check_credit_code(doc, row, fieldname: str):
	"""
	:param row: the record itself, or a row of one of its tables
	:raises frappe.ValidationError: it is no unified social credit code
	"""
	code = (row.get(fieldname) or "").strip()
	if code and not uscc.is_valid(code):
		doc.refuse(
			_("{0} is no unified social credit code.").format(code),
			_("Copy its 18 characters from the licence, or leave it empty."),
		)
	row.set(fieldname, uscc.compact(code) if code else None)


def _tell(row, number: str, day: date):
	"""Sex, and age in years on the record's own day, where the row has such fields and they are empty."""
	if row.meta.has_field("sex") and not row.sex:
		row.sex = "Male" if int(number[16]) % 2 else "Female"
	if row.meta.has_field("age") and not row.age:
		born = ric.get_birth_date(number)
		row.age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _refuse(doc, row, why: str):
	doc.refuse(
		_("The identity card number in row {0} cannot be right: {1}.").format(row.idx, why),
		_(
			"Look at the card again. For a passport or another document choose its kind; what is not known stays empty."
		),
	)


def refuse_in_text(doc):
	"""No governed record holds the number of an identity card in a text that everyone who reads the record sees.

	:raises frappe.ValidationError: names the field
	"""
	sealed = {rule.field for rule in doc.sealed}
	for row in (doc, *doc.get_all_children()):
		table = "" if row is doc else f"{row.parentfield}."
		for df in row.meta.get("fields", {"fieldtype": ["in", _TEXT]}):
			text = row.get(df.fieldname)
			if not isinstance(text, str) or table + df.fieldname in sealed:
				continue
			if any(ric.is_valid(each) for each in _LIKE_A_CARD.findall(text)):
				doc.refuse(
					_(
						"{0} holds the number of an identity card, open to everyone who may read the record."
					).format(_(df.label)),
					_("Take it out. Where the record has a table of persons, enter it there: it is sealed."),
				)
