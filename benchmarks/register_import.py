"""Register Import beside Frappe's own Data Import: the same disputes, each with two parties, row for row.

Run with a site connected (bench --site SITE execute, or `make bench`); everything is rolled back or deleted again.
Both read an xlsx file and insert every record with every validation. Register Import is timed from the file's bytes
to the last row written, the reading of the workbook included; Data Import likewise, with the commit after each
record that it cannot do without.
"""

import sys
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from time import perf_counter

import frappe
from frappe.core.doctype.data_import.importer import Importer
from frappe.utils.xlsxutils import make_xlsx
from openpyxl import Workbook

from fazhi_governance.register.importing import job
from fazhi_governance.register.importing.job import Attempt
from fazhi_governance.tests import factories

MEASURE = 8
ROWS, ROWS_OF_FRAPPE = 2000, 200
# people of 1900: nobody lives who has such a number
HEADERS = (
	"受理日期",
	"社区",
	"申请人",
	"纠纷名称",
	"纠纷类型",
	"简要情况",
	"涉及人数",
	"办理结果",
	"办结日期",
	"协议内容",
	"金额",
)


def cases(rows: int) -> list[dict]:
	first = date(2023, 1, 2)
	return [
		{
			"day": first + timedelta(days=number % 300),
			"end": first + timedelta(days=number % 300 + 9),
			"first": f"测试甲{number}",
			"second": f"测试乙{number}",
			"name": f"测试漏水纠纷{number}",
			"facts": "楼上漏水致楼下墙面受损，双方就修复费用协商未果。",
			"amount": 100 + number,
		}
		for number in range(rows)
	]


def ledger(unit: str, rows: int) -> bytes:
	book = Workbook()
	sheet = book.active
	sheet.append(["矛盾纠纷排查化解台账"])
	sheet.append(HEADERS)
	for case in cases(rows):
		sheet.append(
			[
				*(
					f"{case['day']:%Y.%-m.%-d}",
					unit,
					f"{case['first']}与{case['second']}",
					case["name"],
					"邻里",
				),
				*(case["facts"], 2, "书面协议", case["end"], "修复墙面，费用由楼上承担。", case["amount"]),
			]
		)
	written = BytesIO()
	book.save(written)
	return written.getvalue()


def file_for_frappe(unit: str, rows: int) -> bytes:
	"""As Data Import wants it: the second party stands in a row of its own."""
	table = [
		[
			*("unit", "received_on", "subject", "dispute_type", "facts", "persons_count", "status", "result"),
			*("closed_on", "agreement_on", "agreement", "amount", "persons.role", "persons.person_name"),
			"persons.party_kind",
		]
	]
	for case in cases(rows):
		table.append(
			[
				*(unit, f"{case['day']}", case["name"], "Neighbours", case["facts"], 2, "Concluded"),
				*(
					"Written Agreement",
					f"{case['end']}",
					f"{case['end']}",
					"修复墙面，费用由楼上承担。",
					case["amount"],
				),
				*("Applicant", case["first"], "Natural Person"),
			]
		)
		table.append([*[None] * 12, "Respondent", case["second"], "Natural Person"])
	return make_xlsx(table, "Mediation Case").getvalue()


@contextmanager
def file_of(content: bytes, **values):
	file = factories.make("File", {"file_name": "ledger.xlsx", "is_private": 1, "content": content, **values})
	try:
		yield file
	finally:
		frappe.delete_doc("File", file.name, force=True, delete_permanently=True)


def register_import(unit: str, rows: int) -> float:
	"""Rows per second."""
	doc = factories.make(job.DOCTYPE, {"unit": unit, "register": "disputes"})
	attached = {"attached_to_doctype": job.DOCTYPE, "attached_to_name": doc.name, "attached_to_field": "file"}
	with file_of(ledger(unit, rows), **attached) as file:
		doc.file = file.file_url
		frappe.db.savepoint("measured")
		begun = perf_counter()
		attempt = Attempt(doc, is_trial=False)
		attempt.run(lambda done, total: None)
		taken = perf_counter() - begun
		assert len(attempt.made) == rows, attempt.findings
		frappe.db.rollback(save_point="measured")
	return rows / taken


def data_import(unit: str, rows: int) -> float:
	"""Rows per second. Frappe commits each record, so these are deleted afterwards."""
	with file_of(file_for_frappe(unit, rows)) as file:
		data_import = factories.make(
			"Data Import",
			{
				"reference_doctype": "Mediation Case",
				"import_type": "Insert New Records",
				"import_file": file.file_url,
			},
		)
		begun = perf_counter()
		Importer("Mediation Case", data_import=data_import).import_data()
		taken = perf_counter() - begun
		logged = frappe.get_all(
			"Data Import Log", {"data_import": data_import.name}, ["success", "docname", "messages"]
		)
		made = [row.docname for row in logged if row.success]
		assert len(made) == rows, [row.messages for row in logged if not row.success][:1]
		frappe.flags.undoes_import = True
		for name in reversed(made):
			frappe.delete_doc("Mediation Case", name, force=True, delete_permanently=True)
		frappe.flags.undoes_import = False
		frappe.db.delete("Data Import Log", {"data_import": data_import.name})
		frappe.delete_doc("Data Import", data_import.name, force=True, delete_permanently=True)
	frappe.db.commit()
	return rows / taken


def main() -> bool:
	frappe.set_user("Administrator")
	unit = factories.make_unit("测试基准社区")
	frappe.db.commit()
	try:
		register_import(unit, 20)  # what is read once for all
		data_import(unit, 5)
		theirs = [data_import(unit, ROWS_OF_FRAPPE)]
		ours = [register_import(unit, ROWS) for _each in range(2)]
		theirs.append(data_import(unit, ROWS_OF_FRAPPE))
	finally:
		frappe.db.rollback()
		frappe.db.delete(job.DOCTYPE, {"unit": unit})
		frappe.delete_doc("Governance Unit", unit, force=True, delete_permanently=True)
		frappe.db.commit()
	ratio = max(ours) / max(theirs)
	print(
		f"register import: {max(ours):.0f} rows/s, Frappe Data Import: {max(theirs):.0f} rows/s, "
		f"ratio {ratio:.1f} (≥ {MEASURE})"
	)
	return ratio >= MEASURE


if __name__ == "__main__":
	sys.exit(not main())
