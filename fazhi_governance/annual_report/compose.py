"""Drafting an annual report's sections from the year's records, by the office's own paragraphs."""

import hashlib
import re
from dataclasses import dataclass

import frappe
from frappe import _

from fazhi_governance.annual_report.text import PART_TITLES, filled_in, values_of
from fazhi_governance.core import placeholders

LEFT_OPEN = re.compile("[，；、]$", re.MULTILINE)


@dataclass
class Draft:
	part: str
	heading: str
	is_run_in: bool
	text: str = ""


def compose(report):
	"""Draft every section anew, save those that the author has written or changed.

	A paragraph is taken when every figure in it, and the one it needs besides, amounts to something. Sections
	that the office's paragraphs do not know stay where they are.
	"""
	before = list(report.sections)
	known = {}
	for row in before:
		known.setdefault((row.part, row.heading or ""), row)
	rows = []
	for draft in _drafts(report):
		row = known.pop((draft.part, draft.heading), None) or report.append(
			"sections", {"part": draft.part, "heading": draft.heading}
		)
		if not (row.body or "").strip() or row.composed_digest == digest(row.body):
			row.body, row.is_run_in = draft.text, draft.is_run_in
			row.composed_digest = digest(draft.text)
		rows.append(row)

	for number, row in enumerate(before):
		if row not in rows:
			rows.insert(rows.index(before[number - 1]) + 1 if number else 0, row)
	order = ["Opening", *PART_TITLES]
	rows.sort(key=lambda row: order.index(row.part))
	for number, row in enumerate(rows, start=1):
		row.idx = number
	report.sections = rows


def digest(text: str) -> str:
	"""Of a section's text as composed: a section whose text has another digest is the author's own."""
	return hashlib.sha256((text or "").strip().replace("\r\n", "\n").encode()).hexdigest()


def _drafts(report) -> list[Draft]:
	paragraphs = frappe.get_all(
		"Report Paragraph",
		filters={"is_enabled": 1},
		fields=["part", "heading", "is_run_in", "continues", "needs", "text"],
		order_by="sequence, creation",
	)
	for paragraph in paragraphs:
		paragraph.text = filled_in(paragraph.text.strip(), report.year, report.unit)
	needed = ["{{" + paragraph.needs + "}}" for paragraph in paragraphs if paragraph.needs]
	values = values_of(report, [paragraph.text for paragraph in paragraphs] + needed)

	for value in values.values():
		if value.problem:
			frappe.msgprint(value.problem, title=_("Figure in the Text"), indicator="orange")

	drafts = {}
	for paragraph in paragraphs:
		key = (paragraph.part, paragraph.heading or "")
		draft = drafts.setdefault(key, Draft(*key, paragraph.is_run_in))
		names = placeholders.names(paragraph.text) + ([paragraph.needs] if paragraph.needs else [])
		if all(values[name].value for name in names):
			joint = "" if paragraph.continues or not draft.text else "\n"
			draft.text += joint + paragraph.text
	for draft in drafts.values():
		# a sentence whose last part was left out ends here
		draft.text = LEFT_OPEN.sub("。", draft.text)
	return list(drafts.values())
