"""A ledger put in by Register Import ÷ the same disputes by Frappe's own Data Import, in rows per second.

Both read an xlsx file and insert every record with its two parties and with every validation. Register Import is
timed from the file's bytes to the last row written, the reading of the workbook included; Data Import likewise,
with the commit after each record that it cannot do without. Its time grows with its rows alone, so a tenth of them
is enough. A row is a record here; Data Import wants the second party in a line of its own.
"""

from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from statistics import median
from time import perf_counter

import frappe
import measure
from frappe.core.doctype.data_import.importer import Importer
from frappe.utils.xlsxutils import make_xlsx
from measure import AT_LEAST, begin_request, line, seconds
from openpyxl import Workbook

from fazhi_governance.register.importing import states
from fazhi_governance.register.importing.attempt import Attempt
from fazhi_governance.tests import factories

USER = "Administrator"
UNIT = "测试基准社区"
ROWS, ROWS_OF_FRAPPE = 2000, 200
# one round is a trial of whether it runs
ROWS_OF_TRIAL = 40, 10
LIMIT = 8
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


def main():
	begin_request(USER)
	factories.make_unit(UNIT)
	frappe.db.commit()
	rows, rows_of_frappe = (ROWS, ROWS_OF_FRAPPE) if measure.ROUNDS > 1 else ROWS_OF_TRIAL
	try:
		# what is read once for all
		register_import(ROWS_OF_TRIAL[0])
		data_import(ROWS_OF_TRIAL[1])
		taken = [(register_import(rows), data_import(rows_of_frappe)) for _round in range(measure.ROUNDS)]
	finally:
		begin_request(USER)
		frappe.db.delete(states.DOCTYPE, {"unit": UNIT})
		frappe.delete_doc("Governance Unit", UNIT, force=True, delete_permanently=True)
		frappe.db.commit()
	ours, theirs = map(median, zip(*taken, strict=True))
	line("register import ÷ Data Import", ours, theirs, LIMIT, AT_LEAST, "rows/s", f"{rows:,} rows")


def register_import(rows: int) -> float:
	"""Rows per second."""
	begin_request(USER)
	doc = factories.make(states.DOCTYPE, {"unit": UNIT, "register": "disputes"})
	of_import = {
		"attached_to_doctype": states.DOCTYPE,
		"attached_to_name": doc.name,
		"attached_to_field": "file",
	}
	with file_of(ledger(rows), **of_import) as file:
		doc.file = file.file_url
		frappe.db.savepoint("measured")
		begun = perf_counter()
		attempt = Attempt(doc, is_trial=False)
		attempt.run(lambda done, total: None)
		taken = perf_counter() - begun
		frappe.db.rollback(save_point="measured")
	assert len(attempt.made) == rows, attempt.findings
	return rows / taken


def data_import(rows: int) -> float:
	"""Rows per second. Frappe commits each record, so these are deleted afterwards."""
	begin_request(USER)
	with file_of(file_for_frappe(rows)) as file:
		of_records = factories.make(
			"Data Import",
			{
				"reference_doctype": "Mediation Case",
				"import_type": "Insert New Records",
				"import_file": file.file_url,
			},
		)
		taken = seconds(Importer("Mediation Case", data_import=of_records).import_data)
		logged = frappe.get_all(
			"Data Import Log",
			filters={"data_import": of_records.name},
			fields=["success", "docname", "messages"],
			order_by="log_index",
		)
		frappe.flags.undoes_import = True
		for row in reversed(logged):
			if row.success:
				frappe.delete_doc("Mediation Case", row.docname, force=True, delete_permanently=True)
		frappe.db.delete("Data Import Log", {"data_import": of_records.name})
		frappe.delete_doc("Data Import", of_records.name, force=True, delete_permanently=True)
		frappe.db.commit()
	refused = [row.messages for row in logged if not row.success]
	assert len(logged) == rows and not refused, refused[:1]
	return rows / taken


# --- the files --------------------------------------------------------------------------------------


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


def ledger(rows: int) -> bytes:
	book = Workbook()
	sheet = book.active
	sheet.append(["矛盾纠纷排查化解台账"])
	sheet.append(HEADERS)
	for case in cases(rows):
		sheet.append(
			[
				*(
					f"{case['day']:%Y.%-m.%-d}",
					UNIT,
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


def file_for_frappe(rows: int) -> bytes:
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
				*(UNIT, f"{case['day']}", case["name"], "Neighbours", case["facts"], 2, "Concluded"),
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


if __name__ == "__main__":
	main()
