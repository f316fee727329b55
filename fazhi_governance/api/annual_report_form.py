"""What the forms of annual reports and of their paragraphs ask for besides the record itself."""

import frappe

from fazhi_governance.annual_report import drift, promises, records, text
from fazhi_governance.annual_report.compose import ABOUT_REPORT, check_paragraph, tried


@frappe.whitelist(methods=["GET"])
def edition_text(name: str, edition: str) -> dict:
	"""The text of one of a report's editions."""
	report = _report(name)
	return text.preview(report, edition)


@frappe.whitelist(methods=["GET"])
def figure_rows(name: str) -> list[dict]:
	"""This year's and last year's value of each figure in the text, and how far it has moved since frozen."""
	report = _report(name)
	stated = text.stated_of(report, [row.body or "" for row in report.sections], is_with_last_year=True)
	kept = {row.figure_name: row for row in report.figures}
	return [text.figure_row(each, kept.get(said)) for said, each in stated.items()]


@frappe.whitelist(methods=["GET"])
def drifted_records(name: str, row: str) -> dict:
	"""The records that moved a frozen figure, as far as the reader may see them.

	:param row: name of the row of the frozen figures
	"""
	report = _report(name)
	kept = next((each for each in report.figures if each.name == row), None)
	return drift.records(report, kept) if kept else {"record_kind": "", "rows": [], "hidden": 0}


@frappe.whitelist(methods=["POST"])
def check_drift(name: str) -> int:
	"""Count the frozen figures again; returns how many have moved."""
	report = _report(name)
	return drift.check(report)


@frappe.whitelist(methods=["GET"])
def sentences(name: str) -> list[dict]:
	"""What the author has written of shortcomings and of the next year, to be turned into records."""
	report = _report(name)
	return promises.sentences(report)


@frappe.whitelist(methods=["POST"])
def turn_into(name: str, chosen: str | list) -> dict:
	"""Make shortcomings and tasks of chosen sentences; returns their names by kind."""
	report = _report(name)
	return promises.turn_into(report, frappe.parse_json(chosen))


@frappe.whitelist(methods=["POST"])
def try_paragraph(paragraph: str | dict, year: int, unit: str) -> dict:
	"""What a paragraph, as it stands in the form, would say in a unit's report, and what keeps it out.

	:raises frappe.ValidationError: the paragraph is faulty, or there is no such year
	"""
	frappe.has_permission("Report Paragraph", "read", throw=True)
	frappe.get_doc("Governance Unit", unit).check_permission("read")
	frappe.has_permission("Annual Report", "read", throw=True)
	values = frappe.parse_json(paragraph)
	drafted = frappe.get_doc({**values, "doctype": "Report Paragraph"})
	check_paragraph(drafted)
	report = frappe.new_doc("Annual Report", unit=unit, year=year)
	report.run_method("before_validate")
	said, why = tried(drafted, report)
	return {
		"text": text.said(said, text.stated_of(report, [said])),
		"why": why,
		"fields": [*ABOUT_REPORT, *records.FIELDS.get(drafted.repeats or "", {})],
	}


def _report(name: str):
	report = frappe.get_doc("Annual Report", name)
	report.check_permission("read")
	return report
