"""The editions of an annual report: one source, read by different people.

The report as submitted; the one that is made public, without the passages marked for those above alone; the duty
report (述法报告) of each of the two heads, made of the parts that concern what they did, lacked and will do.
"""

from dataclasses import dataclass
from datetime import date

from frappe.utils import getdate

from fazhi_governance.core import redaction

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
	"""What stands around the text of an edition.

	:param title: line by line
	:param addressee: empty where it is addressed to no one
	:param issuers: who signs, line by line
	"""

	title: tuple[str, ...]
	addressee: str
	issuers: tuple[str, ...]
	signed_on: date | None
	document_number: str


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
	:param edition: of a head, whose name has to be entered
	"""
	signed_on = getdate(report.signed_on) if report.signed_on else None
	if edition in HEADS:
		name, post = report.get(HEADS[edition]), report.get(f"{HEADS[edition]}_post") or ""
		return EditionHeading(
			title=(f"{report.unit}{post}{name}", f"{report.year}年度述法报告"),
			addressee=report.addressee or "",
			issuers=(f"述法人：{name}",),
			signed_on=signed_on,
			document_number="",
		)
	is_public = edition == PUBLIC
	return EditionHeading(
		title=_lines(report.title_lines),
		# what is made public is addressed to no one, and bears no number
		addressee="" if is_public else report.addressee or "",
		issuers=_lines(report.issuers),
		signed_on=signed_on,
		document_number="" if is_public else report.document_number or "",
	)


def _lines(value: str | None) -> tuple[str, ...]:
	return tuple(line.strip() for line in (value or "").splitlines() if line.strip())
