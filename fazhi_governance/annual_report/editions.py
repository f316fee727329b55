"""The editions of an annual report: one source, read by different people.

The report as submitted; the one that is made public, without the passages marked for those above alone; the duty
report (述法报告) of each of the two heads, made of the parts that concern what they did, lacked and will do.
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from fazhi_governance.core import redaction
from fazhi_governance.core.wording import printable
from fazhi_governance.kinds import CANCELLED

WITHDRAWN = "已撤回"

SUBMITTED = "Submitted Edition"
PUBLIC = "Public Edition"
PARTY_HEAD = "Duty Report of the Party Head"
GOVERNMENT_HEAD = "Duty Report of the Government Head"
EDITIONS = (SUBMITTED, PUBLIC, PARTY_HEAD, GOVERNMENT_HEAD)
# the field that names the head whose duty report it is; the field of the post has _post behind it
HEADS = {PARTY_HEAD: "party_head", GOVERNMENT_HEAD: "government_head"}
POST_KINDS = {PARTY_HEAD: "Party Head", GOVERNMENT_HEAD: "Government Head"}

OPENING = "Opening"
ACHIEVEMENTS = "Achievements"
SHORTCOMINGS = "Shortcomings"
FIRST_RESPONSIBLE = "First Responsible Persons"
NEXT_YEAR = "Next Year"
# the four parts that the annual report must have, with the words of its headings
# (《法治政府建设与责任落实督察工作规定》, contents of the annual report)
PART_TITLES = {
	ACHIEVEMENTS: "{year}年度推进法治政府建设的主要举措和成效",
	SHORTCOMINGS: "{year}年度推进法治政府建设存在的不足和原因",
	FIRST_RESPONSIBLE: "{year}年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
	NEXT_YEAR: "{next_year}年度推进法治政府建设的主要安排",
}
# of a duty report
DUTY_TITLES = {
	FIRST_RESPONSIBLE: "{year}年度履行推进法治建设第一责任人职责情况",
	SHORTCOMINGS: "存在的不足和原因",
	NEXT_YEAR: "下一步工作安排",
}


@dataclass(frozen=True)
class EditionHeading:
	"""What stands around the text of an edition, by the names of `OfficialDocument`.

	:param title: line by line
	:param addressee: empty where it is addressed to no one
	:param issuers: who signs, line by line
	:param approvers: who stand as 签发人 beside the number of what goes upward
	:param mark: 已撤回 on a report that another one corrects
	"""

	title: tuple[str, ...]
	addressee: str
	issuers: tuple[str, ...]
	signed_on: date | None
	document_number: str = ""
	approvers: tuple[str, ...] = ()
	is_upward: bool = False
	is_sealed: bool = True
	mark: str = ""


def titles_of(edition: str) -> dict[str, str]:
	"""Its parts with the words of their headings, in order."""
	return DUTY_TITLES if edition in HEADS else PART_TITLES


def holds(edition: str, section) -> bool:
	"""Whether a section stands in an edition: its own alone; one of all editions where its part is a part of it.

	A duty report has an opening of its own.
	"""
	if section.edition:
		return section.edition == edition
	return section.part in titles_of(edition) or (section.part == OPENING and edition not in HEADS)


def sections_in(edition: str, report) -> list:
	"""The rows of a report that stand in an edition.

	A duty report's own section stands before what is said of the unit, and in place of that under the same heading.
	"""
	rows = [row for row in report.sections if holds(edition, row)]
	if edition not in HEADS:
		return rows
	own = {(row.part, row.heading) for row in rows if row.edition and (row.body or "").strip()}
	return sorted(
		(row for row in rows if row.edition or (row.part, row.heading) not in own),
		key=lambda row: not row.edition,
	)


def body_of(edition: str, body: str | None) -> str:
	"""A section's text as an edition has it."""
	return redaction.redacted(body or "") if edition == PUBLIC else redaction.whole(body or "")


def in_use(report) -> list[str]:
	"""The report's editions: those of the heads whose names are entered."""
	return [edition for edition in EDITIONS if edition not in HEADS or report.get(HEADS[edition])]


def heading_of(report, edition: str = SUBMITTED) -> EditionHeading:
	"""
	:raises frappe.ValidationError: it is a head's, whose name is not entered
	"""
	common = {
		"signed_on": getdate(report.signed_on) if report.signed_on else None,
		"mark": WITHDRAWN if report.docstatus == CANCELLED else "",
	}
	if edition in HEADS:
		name, post = _line(report.get(HEADS[edition])), _line(report.get(f"{HEADS[edition]}_post"))
		if not name:
			frappe.throw(
				_("{0}: there is no name to sign the {1}. Enter it on the report.").format(
					report.name, _(edition)
				),
				title=_("Nobody to Sign"),
			)
		return EditionHeading(
			title=(f"{report.unit}{post}{name}", f"{report.year}年度述法报告"),
			addressee=_line(report.addressee),
			issuers=(f"述法人：{name}",),
			is_sealed=False,
			**common,
		)
	of_unit = {"title": _lines(report.title_lines), "issuers": _lines(report.issuers), **common}
	if edition == PUBLIC:
		# what is made public is addressed to no one, and bears no number
		return EditionHeading(addressee="", **of_unit)
	number = _line(report.document_number)
	heads = [_line(report.get(field)) for field in HEADS.values()]
	return EditionHeading(
		addressee=_line(report.addressee),
		document_number=number,
		approvers=tuple(filter(None, heads)) if number else (),
		is_upward=True,
		**of_unit,
	)


def _line(value: str | None) -> str:
	return printable(value or "").strip()


def _lines(value: str | None) -> tuple[str, ...]:
	return tuple(filter(None, map(_line, (value or "").splitlines())))
