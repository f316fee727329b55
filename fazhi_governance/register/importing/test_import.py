"""Register Import as its users go through it, with ledgers as offices have them and files as they should not be."""

import json
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import frappe
from openpyxl import Workbook, load_workbook

from fazhi_governance.api import register_import as api
from fazhi_governance.register import registers
from fazhi_governance.register.importing import attempt, job, older, states, undo, workbook
from fazhi_governance.register.importing.reading import columns_of, why_not_read
from fazhi_governance.register.records import RecordRegister
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase, file_of

HEADER = (
	"序号",
	"受理日期",
	"社区",
	"当事人",
	"纠纷名称",
	"纠纷类型",
	"涉及人数",
	"办理结果",
	"办结日期",
	"协议内容",
)
AGREED = "楼上修复漏水，三日内完工。"


def case_row(number: int = 1, **values) -> list:
	row = {
		"序号": number,
		"受理日期": "2023-03-01",
		"社区": "测试一社区",
		"当事人": "测试甲与测试乙",
		"纠纷名称": f"测试漏水纠纷{number}",
		"纠纷类型": "邻里",
		"涉及人数": 2,
		"办理结果": "书面协议",
		"办结日期": "2023-03-09",
		"协议内容": AGREED,
	}
	return list({**row, **values}.values())


def book_of(*rows: list, header=HEADER, above=(), title="台账") -> Workbook:
	book = Workbook()
	sheet = book.active
	sheet.title = title
	for row in (*([each] for each in above), header, *rows):
		sheet.append(list(row))
	return book


def bytes_of(book: Workbook) -> bytes:
	written = BytesIO()
	book.save(written)
	return written.getvalue()


class ImportTestCase(GovernanceTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(self.officer)

	def make_import(self, content: bytes | Workbook, register="disputes", unit=None, name="台账.xlsx"):
		content = bytes_of(content) if isinstance(content, Workbook) else content
		doc = factories.make(states.DOCTYPE, {"unit": unit or self.street_a, "register": register})
		file = factories.make(
			"File",
			{
				**{"file_name": name, "is_private": 1, "content": content},
				**{
					"attached_to_doctype": states.DOCTYPE,
					"attached_to_name": doc.name,
					"attached_to_field": "file",
				},
			},
		)
		self.addCleanup(self.delete_file, file.file_url)
		doc.file = file.file_url
		return doc.save()

	def checked(self, content, *args, **kwargs):
		doc = self.make_import(content, *args, **kwargs)
		return self.check_again(doc)

	def check_again(self, doc):
		doc.check()
		doc.reload()
		if doc.marked_file:
			self.addCleanup(self.delete_file, doc.marked_file)
		return doc

	def imported_doc(self, content, *args, **kwargs):
		doc = self.checked(content, *args, **kwargs)
		self.assertEqual(doc.status, states.READY, doc.findings)
		doc.put_in()
		doc.reload()
		self.assertEqual(doc.status, states.IMPORTED, doc.findings)
		return doc

	def findings(self, doc, part="faults") -> list:
		return json.loads(doc.findings).get(part) or []

	def problems(self, doc) -> list[str]:
		return [fault["problem"] for fault in self.findings(doc)]

	def assert_refused(self, content, *fragments: str, **kwargs):
		"""The check names it in one fault, and the site is as it was."""
		before = frappe.db.count("Mediation Case")
		doc = self.checked(content, **kwargs)
		self.assertEqual(doc.status, states.FAULTY)
		(problem,) = self.problems(doc)
		for fragment in fragments:
			self.assertIn(fragment, problem)
		self.assertEqual(frappe.db.count("Mediation Case"), before)

	def made(self, doc) -> list:
		kind = registers.find(doc.register).record_kind
		return [frappe.get_doc(kind, name) for name in undo.records_of(doc.name)]


class TestTheWholeJob(ImportTestCase):
	def test_a_ledger_comes_in_as_its_office_keeps_it(self):
		book = book_of(
			case_row(1),
			case_row(
				2, 受理日期="2023.3.6", 社区="测试二社区", 当事人="赵某、示例物业公司", 纠纷类型="物业纠纷"
			),
			case_row(3, 受理日期="二〇二三年五月六日", 办理结果="正在调解", 办结日期="", 涉及人数="３人"),
			["合计", None, None, None, None, None, "=SUM(G4:G6)"],
			[],
			["填表人：测试丙", None, None, "审核人：测试丁"],
			above=("测试甲街道2023年度矛盾纠纷排查化解台账", "填报单位：测试甲街道"),
		)
		doc = self.imported_doc(book)
		first, second, third = self.made(doc)
		self.assertEqual((doc.rows_count, doc.records_count), (3, 3))
		self.assertEqual(
			(
				first.unit,
				first.received_on,
				first.dispute_type,
				first.status,
				first.result,
				first.agreement_on,
			),
			(
				self.community_1,
				date(2023, 3, 1),
				"Neighbours",
				"Concluded",
				"Written Agreement",
				date(2023, 3, 9),
			),
		)
		self.assertEqual(
			[(row.role, row.person_name) for row in first.persons],
			[("Applicant", "测**"), ("Respondent", "测**")],
		)
		self.assertEqual((second.unit, second.persons[1].organisation), (self.community_2, "示例物业公司"))
		self.assertEqual(
			(third.received_on, third.status, third.persons_count), (date(2023, 5, 6), "In Mediation", 3)
		)
		self.assertEqual([each.owner for each in (first, third)], [self.officer] * 2)
		self.assertTrue(first.mediation_due_on and first.mediation_warn_on)
		numbers = [each.case_number for each in (first, second, third)]
		self.assertEqual(len(set(numbers)), 3)
		self.assertTrue(all(number.startswith("〔2023〕") for number in numbers))

	def test_what_was_sealed_can_be_found_and_stands_nowhere_else(self):
		doc = self.imported_doc(book_of(case_row(当事人="欧阳测试与司马测试")))
		(record,) = undo.records_of(doc.name)
		self.assertEqual(frappe.db.count("Sealed Value", {"record": record}), 2)
		self.assertEqual(
			frappe.db.count("File", {"attached_to_doctype": states.DOCTYPE, "attached_to_name": doc.name}), 0
		)
		doc.reload()
		self.assertIsNone(doc.file)
		for doctype in (
			states.DOCTYPE,
			states.RECORDS,
			"Comment",
			"Version",
			"Mediation Case",
			"Involved Person",
		):
			rows = frappe.get_all(doctype, fields=["*"], ignore_permissions=True, order_by="name")
			self.assertNotIn("欧阳测试", str(rows), doctype)

	def test_it_does_what_an_insert_by_hand_does(self):
		"""The rows of a batch against those of Frappe's own insert."""
		doc = self.imported_doc(book_of(case_row()))
		(name,) = undo.records_of(doc.name)
		imported = frappe.get_doc("Mediation Case", name)
		values = {
			**{
				"subject": "测试手工",
				"received_on": date(2023, 3, 1),
				"persons_count": 2,
				"status": "Concluded",
			},
			**{"result": "Written Agreement", "closed_on": date(2023, 3, 9), "agreement": AGREED},
			"agreement_on": date(2023, 3, 9),
			"persons": [factories.make_person("测试甲"), factories.make_person("测试乙", role="Respondent")],
		}
		by_hand = factories.make_case(self.community_1, **values)
		differing = ("name", "subject", "creation", "modified", "case_number")
		stored = [
			frappe.db.get_value("Mediation Case", each, "*", as_dict=True)
			for each in (imported.name, by_hand.name)
		]
		mine, theirs = (
			{field: value for field, value in row.items() if field not in differing} for row in stored
		)
		self.assertEqual(mine, theirs)
		rows = [
			frappe.get_all("Involved Person", {"parent": each}, ["*"], order_by="idx")
			for each in (imported.name, by_hand.name)
		]
		for one, other in zip(*rows, strict=True):
			kept = {field for field in one if field not in ("name", "parent", "creation", "modified")}
			self.assertEqual({field: one[field] for field in kept}, {field: other[field] for field in kept})

	def test_a_check_leaves_the_site_as_it_was(self):
		before = {
			table: frappe.db.count(table) for table in ("Mediation Case", "Involved Person", "Sealed Value")
		}
		doc = self.checked(book_of(case_row(), case_row(2)))
		self.assertEqual(doc.status, states.READY)
		self.assertEqual({table: frappe.db.count(table) for table in before}, before)

	def test_what_is_found_is_worded_as_the_user_speaks(self):
		doc = self.make_import(book_of(case_row(受理日期="2023.2.30")))
		frappe.local.lang = "zh"
		self.check_again(doc)
		self.assertIn("日历上没有这一天", self.problems(doc)[0])

	def test_a_file_that_is_replaced_does_not_stay(self):
		doc = self.checked(book_of(case_row(受理日期="2023.2.30")))
		attached = {"attached_to_doctype": states.DOCTYPE, "attached_to_name": doc.name}
		self.assertEqual(frappe.db.count("File", attached), 2)
		file = factories.make(
			"File",
			{"file_name": "neu.xlsx", "is_private": 1, "content": bytes_of(book_of(case_row())), **attached},
		)
		doc.file = file.file_url
		doc.save()
		self.assertEqual(doc.status, states.NEW)
		doc = self.check_again(doc)
		self.assertEqual(doc.status, states.READY)
		self.assertEqual(frappe.get_all("File", attached, pluck="file_url"), [doc.file])

	def test_faults_are_all_named_and_nothing_comes_in(self):
		doc = self.checked(
			book_of(
				case_row(1, 受理日期="2023.2.30", 涉及人数="约60人"),
				case_row(2, 受理日期=44927, 社区="测试九社区"),
				case_row(3, 纠纷类型="天外", 办结日期="2023-02-01"),
				case_row(4, 办结日期="2023-02-01"),
				case_row(5),
			)
		)
		self.assertEqual((doc.status, doc.rows_count), (states.FAULTY, 5))
		found = {(fault["row"], fault["column"]) for fault in self.findings(doc)}
		self.assertEqual(
			found,
			{
				*((2, "受理日期"), (2, "涉及人数"), (3, "受理日期"), (3, "社区（单位）"), (4, "纠纷类型")),
				(5, ""),
			},
		)
		self.assertTrue(any("2023-01-01" in problem for problem in self.problems(doc)))
		with self.refused("Only a ledger that was checked"):
			doc.put_in()
		self.assertEqual(frappe.db.count("Mediation Case", {"unit": self.community_1}), 0)

	def test_the_workbook_comes_back_with_its_faults_marked(self):
		doc = self.checked(book_of(case_row(1, 受理日期="2023.2.30"), case_row(2)))
		file = frappe.get_doc("File", {"file_url": doc.marked_file})
		self.assertTrue(file.is_private)
		page = load_workbook(BytesIO(file.get_content())).active
		cell = page["B2"]
		self.assertEqual(cell.fill.start_color.rgb, workbook.FAULTY.start_color.rgb)
		self.assertIn("no such day", cell.comment.text)
		self.assertEqual(page.cell(1, len(HEADER) + 1).value, workbook.REASONS)
		self.assertIn("受理日期", page.cell(2, len(HEADER) + 1).value)
		self.assertIsNone(page.cell(3, len(HEADER) + 1).value)

	def test_columns_can_be_chosen_and_one_value_stand_for_all(self):
		header = ("收案的那天", "社区", "纠纷名称", "事项性质", "涉及人数")
		doc = self.checked(book_of(["2023-03-01", "测试一社区", "测试漏水纠纷", "邻里", 2], header=header))
		self.assertEqual(doc.status, states.FAULTY)
		self.assertEqual([fault["column"] for fault in self.findings(doc)], ["受理日期", "纠纷类型"])
		rows = {row.column_title: row for row in doc.columns}
		self.assertIn("A 收案的那天", json.loads(doc.choices)["headers"])
		rows["受理日期"].header = "A 收案的那天"
		rows["纠纷类型"].default_value = "邻里"
		doc.save()
		self.assertEqual(doc.status, states.NEW)
		doc = self.check_again(doc)
		self.assertEqual(doc.status, states.READY, doc.findings)
		doc.put_in()
		(case,) = self.made(doc)
		self.assertEqual((case.received_on, case.dispute_type), (date(2023, 3, 1), "Neighbours"))

	def test_a_header_of_two_rows_and_a_choice_of_sheets(self):
		book = book_of(["说明"], header=("关于台账的说明",), title="说明")
		sheet = book.create_sheet("二〇二三年")
		sheet.append(["2023年学法台账"])
		sheet.append(["日期", "单位", "学习内容", "组织形式", "参加（人次）", None, "学时"])
		sheet.append([None, None, None, None, "应到", "实到", None])
		for area in ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3"):
			sheet.merge_cells(area)
		sheet.append(["2023年3月5日", "测试甲街道", "学习《测试法》", "全体干部", 30, 28, 2])
		factories.make_law("测试法") if frappe.has_permission("Law", "create") else None
		doc = self.checked(book, register="training_records")
		self.assertEqual(doc.sheet, "二〇二三年")
		headers = {row.column_title: row.header for row in doc.columns}
		self.assertEqual((headers["日期"], headers["参加实到"]), ("A 日期", "F 参加（人次）实到"))

	def test_months_on_sheets_of_one_file_are_imports_of_their_own(self):
		header = ("活动时间", "活动名称", "宣传形式", "宣传单位")
		book = book_of(["2023.1.7", "测试一月宣传", "发放宣传单", "测试一社区"], header=header, title="1月")
		february = book.create_sheet("2月")
		february.append(header)
		february.append(["2023.2.7", "测试二月宣传", "民法典讲座进校园", "测试一社区"])
		content = bytes_of(book)
		doc = self.imported_doc(content, register="publicity_activities")
		self.assertEqual((doc.sheet, self.made(doc)[0].activity_form), ("1月", "Street Stall"))
		doc = self.checked(content, register="publicity_activities")
		self.assertIn("imported already", self.problems(doc)[0])
		doc.sheet = "2月"
		doc.save()
		doc = self.check_again(doc)
		self.assertEqual(doc.status, states.READY, doc.findings)
		doc.put_in()
		(lecture,) = self.made(doc)
		self.assertEqual(lecture.activity_form, "Lecture")

	def test_an_old_ledger_tells_of_a_settlement_and_not_of_its_content(self):
		header = ("排查时间", "所属社区", "甲方", "乙方", "纠纷类别", "主要内容", "是否化解", "化解时间")
		row = ["2023.3.5", "测试一社区", "张某等3人", "李某", "承包地纠纷", "测试地界", "已化解", "2023.3.12"]
		(case,) = self.made(self.imported_doc(book_of(row, header=header)))
		self.assertEqual((case.dispute_type, case.result), ("Forest and Land", "Oral Agreement"))
		self.assertEqual(case.agreement, "台账未载协议内容，只载：已化解")
		self.assertEqual([person.role for person in case.persons], ["Applicant", "Respondent"])

	def test_several_disputes_of_one_screening_are_one_record(self):
		header = ("排查日期", "社区", "排查范围", "纠纷简要", "纠纷类型", "处置结果")
		book = book_of(
			["2023-03-01", "测试一社区", "一号楼", "测试漏水", "邻里", "未处置"],
			[None, None, None, "测试停车", "邻里", "未处置"],
			["2023-03-08", "测试一社区", "二号楼", "测试噪声", "邻里", "未处置"],
			header=header,
		)
		for area in ("A2:A3", "B2:B3", "C2:C3"):
			book.active.merge_cells(area)
		first, second = self.made(self.imported_doc(book, register="screened_disputes"))
		self.assertEqual([row.brief for row in first.disputes], ["测试漏水", "测试停车"])
		self.assertEqual((second.target, second.disputes_count), ("二号楼", 1))

	def test_warnings_do_not_hinder_and_stand_on_the_timeline(self):
		doc = self.imported_doc(
			book_of(
				["2023-04-08", "12345热线", "测试检查过多", "乱检查", "测试一社区", "2023-04-30"],
				header=("发现日期", "来源", "监督内容", "问题类型", "涉及单位", "销号日期"),
			),
			register="supervision_matters",
		)
		(matter,) = self.made(doc)
		self.assertEqual(doc.warnings_count, 1)
		(note,) = self.notes(matter)
		self.assertIn("taken off the list", note)
		((warning, times),) = self.findings(doc, "warnings")
		self.assertIn("taken off the list", warning)
		self.assertEqual(times, 1)

	def test_a_rule_that_blocks_is_a_fault(self):
		doc = self.checked(book_of(case_row(办理结果="调解不成", 协议内容="")))
		(problem,) = self.problems(doc)
		self.assertIn("other remedies", problem)
		{row.column_title: row for row in doc.columns}["已告知其他途径"].default_value = "是"
		doc.save()
		self.assertEqual(self.check_again(doc).status, states.READY)


class TestBadFiles(ImportTestCase):
	def test_other_files_under_the_name_of_a_workbook(self):
		word = BytesIO()
		with zipfile.ZipFile(word, "w") as parts:
			parts.writestr("word/document.xml", "<x/>")
			parts.writestr("[Content_Types].xml", "<x/>")
		self.assert_refused("序号,日期\n1,2023".encode(), "no workbook")
		self.assert_refused(word.getvalue(), "Word document")
		self.assert_refused(workbook.OLE + b"\0" * 600, "old kind")
		self.assert_refused(workbook.OLE + b"\0" * 600 + workbook.ENCRYPTED, "password")
		self.assert_refused(b"PK\x03\x04 broken", "damaged")

	def test_older_workbooks_and_text_are_refused_for_what_they_are(self):
		old = (Path(__file__).parent / "test_files" / "receptions.xls").read_bytes()
		for content, name, fragment in (
			(workbook.OLE + b"\0" * 600, "台账.xls", "no workbook"),
			(old + older.MACROS, "台账.xls", "macros"),
			(workbook.OLE + workbook.ENCRYPTED, "台账.xls", "password"),
			(b"\xff\x00\x81", "台账.csv", "neither UTF-8 nor GB18030"),
			(b"<html><table></table></html>", "台账.csv", "no workbook"),
			(old, "台账.xlsx", "old kind"),
		):
			with self.subTest(name=name, fragment=fragment):
				self.assert_refused(content, fragment, name=name)
		with patch.object(
			older.xlrd, "open_workbook", side_effect=older.xlrd.XLRDError("Workbook is encrypted")
		):
			self.assert_refused(old, "password", name="台账.xls")
		with patch.object(workbook, "MAX_ROWS", 2), patch.object(workbook, "HEADER_WITHIN", 2):
			self.assert_refused(old, "more than 2 rows", name="台账.xls")
			self.assert_refused("序号,日期\n".encode() * 5, "more than 2 rows", name="台账.csv")
		with patch.object(workbook, "MAX_CELLS", 5):
			self.assert_refused(old, "cells", name="台账.xls")
			self.assert_refused("序号,日期\n".encode() * 5, "cells", name="台账.csv")

	def test_an_empty_file_and_an_empty_sheet(self):
		doc = self.make_import(bytes_of(book_of()))
		with patch.object(attempt, "content_of", return_value=b""):
			doc = self.check_again(doc)
		self.assertIn("empty", self.problems(doc)[0])
		self.assert_refused(bytes_of(book_of()), "no row that holds a record")
		self.assert_refused(bytes_of(Workbook()), "No header")

	def with_part(self, name: str, content: bytes) -> bytes:
		whole = BytesIO(bytes_of(book_of(case_row())))
		with zipfile.ZipFile(whole, "a") as parts:
			parts.writestr(name, content)
		return whole.getvalue()

	def test_macros_and_bombs(self):
		self.assert_refused(self.with_part("xl/vbaProject.bin", b"x"), "macros")
		with patch.object(workbook, "MAX_UNPACKED", 50_000):
			bomb = BytesIO(bytes_of(book_of(case_row())))
			with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as parts:
				parts.writestr("xl/media/bomb.bin", b"\0" * 100_000)
			self.assert_refused(bomb.getvalue(), "unpacks to far more")
		with patch.object(workbook, "MAX_BYTES", 10):
			self.assert_refused(book_of(case_row()), "MB is the most")

	def test_entities_are_not_opened(self):
		self.assert_refused(
			self.with_part("xl/evil.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
			"damaged",
		)

	def test_too_many_rows_and_cells(self):
		with patch.object(workbook, "MAX_ROWS", 3), patch.object(workbook, "HEADER_WITHIN", 2):
			self.assert_refused(book_of(*(case_row(number) for number in range(9))), "more than 3 rows")
		with patch.object(workbook, "MAX_CELLS", 20):
			self.assert_refused(book_of(case_row(), case_row(2)), "cells")

	def test_two_hundred_thousand_rows(self):
		rows = b"".join(
			b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(1, 200_001)
		)
		whole, source = BytesIO(), BytesIO(bytes_of(book_of()))
		with zipfile.ZipFile(source) as parts, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
			for part in parts.namelist():
				xml = parts.read(part)
				if part == "xl/worksheets/sheet1.xml":
					xml = xml.replace(b"</sheetData>", rows + b"</sheetData>")
				target.writestr(part, xml)
		self.assert_refused(whole.getvalue(), "20000 rows")

	def test_cells_that_are_no_values(self):
		book = book_of(case_row(1, 涉及人数="=1+1"), case_row(2), case_row(3))
		book.active.merge_cells("C3:C4")
		doc = self.checked(book)
		found = {fault["row"]: fault["problem"] for fault in self.findings(doc)}
		self.assertIn("formula", found[2])
		self.assertIn("C3:C4", found[3])

	def test_numbers_of_which_digits_are_lost(self):
		header = (*HEADER, "身份证号", "联系电话")
		doc = self.checked(
			book_of(
				[*case_row(1), 1.10105e17, "13800000000"],
				[*case_row(2), "1.10105E+17", ""],
				[*case_row(3), "", "１３８００００００００"],
				header=header,
			)
		)
		self.assertEqual([fault["row"] for fault in self.findings(doc)], [2, 3])
		for fault in self.findings(doc):
			self.assertIn("lost its last digits", fault["problem"])
			self.assertEqual(fault["value"], "***")

	def test_what_is_found_names_no_identity_number(self):
		wrong = "110101190001010013"
		doc = self.checked(book_of([*case_row(1), wrong], header=(*HEADER, "身份证号")))
		self.assertEqual(doc.status, states.FAULTY)
		self.assertNotIn(wrong, doc.findings)

	def test_a_hidden_name_is_no_name(self):
		doc = self.checked(book_of(case_row(当事人="王**")))
		self.assertIn("hidden", self.problems(doc)[0])
		self.assertEqual(self.findings(doc)[0]["value"], "***")


class TestDoubles(ImportTestCase):
	def test_the_same_file_the_same_row_the_same_record(self):
		content = bytes_of(book_of(case_row()))
		first = self.imported_doc(content)
		self.assert_refused(content, first.name)
		(record,) = undo.records_of(first.name)
		doc = self.checked(book_of(case_row(7, 纠纷名称="测试漏水纠纷1")))
		self.assertIn(record, self.problems(doc)[0])
		doc = self.checked(book_of(case_row(7, 纠纷名称="测试漏水纠纷1", 涉及人数=9)))
		self.assertIn(record, self.problems(doc)[0])

	def test_doubles_within_the_ledger(self):
		doc = self.checked(book_of(case_row(1), case_row(2, 纠纷名称="测试漏水纠纷1")))
		self.assertIn("same as row 2", self.problems(doc)[0])
		doc = self.checked(book_of(case_row(1), case_row(2, 纠纷名称="测试漏水纠纷1", 涉及人数=5)))
		self.assertEqual((doc.status, doc.warnings_count > 0), (states.READY, True))

	def test_numbers_that_only_one_has(self):
		factories.make_case(self.community_1, case_number="测〔2023〕7号")
		header = ("案号", *HEADER)
		doc = self.checked(
			book_of(
				["测〔2023〕7号", *case_row(1)],
				["测〔2023〕8号", *case_row(2)],
				["测〔2023〕8号", *case_row(3)],
				header=header,
			)
		)
		self.assertEqual([fault["row"] for fault in self.findings(doc)], [2, 4])

	def test_numbers_go_on_after_those_of_the_ledger(self):
		prefix = f"〔2023〕{self.community_1}人调字第"
		book = book_of(
			[f"{prefix}1号", *case_row(1)], ["", *case_row(2)], ["", *case_row(3)], header=("案号", *HEADER)
		)
		cases = self.made(self.imported_doc(book))
		self.assertEqual(
			[case.case_number for case in cases], [f"{prefix}{number}号" for number in (1, 2, 3)]
		)
		after = factories.make_case(self.community_1, received_on=date(2023, 6, 1), subject="测试下一件")
		self.assertEqual(after.case_number, f"{prefix}4号")

	def test_a_second_run_makes_no_doubles(self):
		doc = self.imported_doc(book_of(case_row()))
		job.run(doc.name)
		self.assertEqual(len(undo.records_of(doc.name)), 1)
		self.assertEqual(frappe.db.count("Mediation Case", {"unit": self.community_1}), 1)

	def test_what_has_come_in_between_is_found_by_the_import(self):
		doc = self.checked(book_of(case_row()))
		factories.make_case(self.community_1, received_on=date(2023, 3, 1), subject="测试漏水纠纷1")
		doc.put_in()
		doc.reload()
		self.assertEqual((doc.status, doc.faults_count), (states.FAULTY, 1))
		self.assertEqual(frappe.db.count("Mediation Case", {"unit": self.community_1}), 1)


class TestUndoing(ImportTestCase):
	def test_an_import_goes_as_a_whole(self):
		doc = self.imported_doc(book_of(case_row(1), case_row(2, 办理结果="正在调解", 办结日期="")))
		names = undo.records_of(doc.name)
		doc.undo()
		doc.reload()
		self.assertEqual((doc.status, doc.undone_by), (states.UNDONE, self.officer))
		self.assertEqual(frappe.get_all("Mediation Case", {"name": ["in", names]}), [])
		for table, field in (
			("Involved Person", "parent"),
			("Sealed Value", "record"),
			("Comment", "reference_name"),
		):
			self.assertEqual(frappe.db.count(table, {field: ["in", names]}), 0, table)
		self.assertEqual(frappe.db.count(states.RECORDS, {"register_import": doc.name}), 2)
		self.assertEqual(frappe.db.count("Deleted Record", {"record": ["in", names]}), 0)
		again = factories.make_case(self.community_1, received_on=date(2023, 6, 1))
		self.assertTrue(again.case_number.endswith("第1号"))

	def test_the_same_ledger_comes_in_again(self):
		content = bytes_of(book_of(case_row()))
		doc = self.imported_doc(content)
		doc.undo()
		self.assertEqual(len(undo.records_of(self.imported_doc(content).name)), 1)

	def test_what_was_built_on_keeps_the_whole(self):
		doc = self.imported_doc(book_of(case_row(1), case_row(2), case_row(3)))
		first, second, third = self.made(doc)
		first.mediator = "测试改动"
		first.save()
		factories.make_screening(
			self.community_1,
			disputes=[{"brief": "测试", "dispute_type": "Neighbours", "mediation_case": second.name}],
		)
		third.add_comment("Comment", "测试留言")
		doc.undo()
		doc.reload()
		self.assertEqual(doc.status, states.IMPORTED)
		kept = "\n".join(self.findings(doc, "kept"))
		for name in (first.name, second.name, third.name):
			self.assertIn(name, kept)
		self.assertEqual(len(undo.records_of(doc.name)), 3)

	def test_an_import_whose_records_are_in_is_not_deleted(self):
		doc = self.imported_doc(book_of(case_row()))
		with self.refused("Undo the import first"):
			doc.delete()
		doc.undo()
		doc.reload()
		doc.delete()


class TestTheColumns(ImportTestCase):
	def test_every_required_field_can_be_brought_by_a_ledger(self):
		for register in registers.REGISTERS:
			if why_not_read(register):
				continue
			meta = frappe.get_meta(register.record_kind)
			read = {each.column.fields[0] for each in columns_of(register)}
			for df in meta.get("fields", {"reqd": 1}):
				has_default = df.default and df.fieldtype != "Date"
				known = df.fieldname in {*read, *register.implied, *register.common} or bool(has_default)
				# several columns put together, or the unit of the import
				known |= df.fieldname in ("unit", "topic", "status")
				self.assertTrue(known or df.fieldtype == "Table", f"{register.title}: {df.fieldname}")

	def test_names_of_columns_are_told_apart(self):
		for register in registers.REGISTERS:
			if why_not_read(register):
				continue
			titles = [each.title for each in columns_of(register)]
			self.assertEqual(len(titles), len(set(titles)), register.title)

	def test_a_template_is_read_by_the_import_and_holds_no_record(self):
		with self.as_user(self.users["System Manager"]):
			for register in registers.REGISTERS:
				if why_not_read(register):
					continue
				filename, content = file_of(api.download_template(register.code))
				self.assertEqual(filename, f"{register.title}_导入模板.xlsx")
				book = workbook.opened(content)
				heading = workbook.find_header(book, [each.names for each in columns_of(register)])
				self.assertEqual(heading.sheet.title, register.title)
				self.assertEqual(len(heading.found), len(columns_of(register)), register.title)
				self.assertEqual(list(workbook.body(heading, [], [])), [], register.title)

	def test_a_template_lists_the_choices(self):
		_filename, content = file_of(api.download_template("disputes"))
		book = load_workbook(BytesIO(content))
		page = book[book.sheetnames[0]]
		headers = {cell.value: cell.column_letter for cell in page[1]}
		lists = {
			str(rule.sqref).split(":")[0][:-1]: rule.formula1
			for rule in page.data_validations.dataValidation
			if rule.type == "list"
		}
		self.assertIn("橙色", lists[headers["风险等级"]])
		self.assertEqual(page.column_dimensions[headers["身份证号"]].number_format, "@")
		self.assertEqual(book.sheetnames[1], "填写说明")


class TestOtherKinds(ImportTestCase):
	"""One ledger of each kind, in an office's own words."""

	def setUp(self):
		super().setUp()
		frappe.set_user(self.users["Fazhi Manager"])

	def come_in(self, register: str, header: tuple, *rows: list):
		return self.made(self.imported_doc(book_of(*rows, header=header), register=register))

	def test_publicity(self):
		header = (
			"活动时间",
			"活动地点",
			"活动名称",
			"宣传形式",
			"主办单位",
			"宣传内容",
			"参加人数",
			"发放宣传资料（份）",
			"备注",
		)
		(activity,) = self.come_in(
			"publicity_activities",
			header,
			[
				"2023.3.15",
				"测试广场",
				"测试消费者权益日宣传",
				"集中宣传",
				"测试一社区",
				"测试反诈知识",
				"120人",
				"300",
				"晴",
			],
		)
		self.assertEqual(
			(activity.unit, activity.audience_count, activity.materials_count), (self.community_1, 120, 300)
		)
		self.assertEqual(activity.remark, "晴\n宣传内容：测试反诈知识")

	def test_petitions(self):
		header = (
			"来访日期",
			"信访人",
			"反映问题",
			"问题类别",
			"信访形式",
			"处理结果",
			"办结时间",
			"办理途径",
		)
		done, going_on = self.come_in(
			"petitions",
			header,
			[
				"2023.4.3",
				"测试信访人",
				"测试供暖不足",
				"其他",
				"来访",
				"测试已修复管道",
				"2023.4.20",
				"履行法定职责",
			],
			["2023.12.3", "测试信访人二", "测试停车难", "其他", "来信", "", "", ""],
		)
		self.assertEqual(
			(done.workflow_state, done.acceptance, done.concluded_on, done.concluded_recorded_on),
			("Concluded", "Accepted for Handling", date(2023, 4, 20), date(2023, 4, 20)),
		)
		self.assertEqual(
			(going_on.workflow_state, going_on.channel), ("Registered", "Letter From Petitioner")
		)

	def test_a_workbook_of_an_older_program(self):
		content = (Path(__file__).parent / "test_files" / "receptions.xls").read_bytes()
		doc = self.checked(content, register="receptions", name="接访.xls")
		self.assertIn("which the title names", self.findings(doc, "notes")[-1])
		self.assertTrue(any("a total" in note for note in self.findings(doc, "notes")))
		doc.put_in()
		first, second = self.made(doc)
		self.assertEqual((first.held_on, first.groups_count, first.persons_count), (date(2023, 2, 3), 2, 5))
		self.assertEqual((second.held_on, second.outcome), (date(2023, 3, 8), "测试已转办"))

	def test_text_in_the_signs_of_a_chinese_windows(self):
		lines = (
			"2023年度普法活动台账,,,",
			"时间,地点,活动名称,活动形式,参加人数",
			"3月15日,测试广场,“3·15”测试宣传,街头宣传,120",
			"4月15日,测试广场,测试安全日宣传,讲座,约60人",
		)
		content = "\r\n".join(lines).encode("gb18030")
		doc = self.checked(content, register="publicity_activities", name="普法.csv")
		(fault,) = self.findings(doc)
		self.assertEqual((fault["row"], fault["value"]), (4, "约60人"))
		file = frappe.get_doc("File", {"file_url": doc.marked_file})
		self.assertTrue(file.file_name.endswith(".xlsx"))
		marked = load_workbook(BytesIO(file.get_content())).active
		self.assertIn("about", marked.cell(4, 5).comment.text)
		again = content.replace("约60人".encode("gb18030"), b"60")
		first, second = self.made(
			self.imported_doc(again, register="publicity_activities", name="普法二.csv")
		)
		self.assertEqual((first.held_on, first.activity_form), (date(2023, 3, 15), "Street Stall"))
		self.assertEqual((second.held_on, second.activity_form), (date(2023, 4, 15), "Lecture"))

	def test_a_register_of_complaints_by_yes_and_no(self):
		header = (
			*("来访日期", "来访人姓名", "反映的主要问题", "问题类别", "信访形式"),
			*("是否初访", "办理情况", "办结时间", "是否办结", "办理途径"),
		)
		done, going_on = self.come_in(
			"petitions",
			header,
			[
				*("2023.4.3", "测试甲", "测试油烟扰民", "环境保护", "12345热线"),
				*("是", "测试已整改", "2023.4.20", "是", "履行法定职责"),
			],
			["2023.12.3", "测试乙", "测试拖欠工资", "劳动保障", "来访", "否", "", "", "否", ""],
		)
		self.assertEqual(
			(done.workflow_state, done.content_class, done.channel, done.subject),
			("Concluded", "Pollution and Environment", "Phone Call", "测试油烟扰民"),
		)
		self.assertEqual(
			(going_on.workflow_state, going_on.content_class), ("In Handling", "Labour and Social Security")
		)

	def test_a_mediation_book_without_a_day_of_acceptance(self):
		header = ("调解日期", "申请人", "被申请人", "案由", "纠纷类别", "是否成功", "协议形式")
		book = book_of(
			["2023.3.5", "测试甲", "测试乙", "测试停车", "邻里", "是", "书面", "", 0.5],
			["2023.3.6", "测试丙", "测试丁", "测试噪音", "邻里", "是", "口头", "", ""],
			["2023.3.7", "测试戊", "测试己", "测试债务", "合同", "否", "", "是", "7.8万元"],
			header=(*header, "告知其他途径", "涉案金额（万元）"),
		)
		doc = self.checked(book, register="disputes")
		self.assertIn("it is taken from “调解日期”", " ".join(self.findings(doc, "notes")))
		doc.put_in()
		doc.reload()
		written, oral, failed = self.made(doc)
		self.assertEqual((written.received_on, written.closed_on), (date(2023, 3, 5), date(2023, 3, 5)))
		self.assertEqual([each.result for each in (written, oral)], ["Written Agreement", "Oral Agreement"])
		self.assertEqual((failed.result, failed.status), ("No Agreement", "Concluded"))
		self.assertEqual((written.amount, oral.amount, failed.amount), (5000, 0, 78000))

	def test_who_studied_is_told_by_the_form_of_the_study(self):
		header = ("学习时间", "学习形式", "学习主题及内容", "学时")
		rows = (
			["2023.3.5", "理论学习中心组学习", "测试《中华人民共和国宪法》", 2],
			["2023.3.6", "法治讲座", "测试讲座", 2],
		)
		doc = self.checked(book_of(*rows, header=header), register="training_records")
		(fault,) = self.findings(doc)
		self.assertEqual(fault["row"], 3)
		self.assertIn("one value for all rows", fault["problem"])
		next(row for row in doc.columns if row.column_title == "组织").default_value = "全体干部"
		doc = self.check_again(doc.save())
		self.assertEqual(doc.status, states.READY, doc.findings)
		doc.put_in()
		self.assertEqual([each.held_by for each in self.made(doc)], ["Central Group", "All Staff"])

	def test_a_title_tells_what_no_column_does_and_what_nothing_tells_is_missing(self):
		factories.make_advisor(self.street_a)
		header = ("时间", "咨询内容", "解答情况", "值班律师")
		rows = (
			["2月3日", "测试合同违约", "测试甲", "测试律师甲"],
			["2月4日", "测试继承", "测试乙", "测试律师甲"],
		)
		book = book_of(*rows, header=header, above=("法律顾问值班登记表（2023年）",))
		consultations = self.made(self.imported_doc(book, register="advisor_consultations"))
		self.assertEqual([each.kind for each in consultations], ["Contract", "Duty Day"])
		doc = self.checked(
			book_of(*rows, header=header, above=("登记表（2024年）",)), register="advisor_consultations"
		)
		(fault,) = self.findings(doc)
		self.assertEqual((fault["row"], fault["column"]), (4, "类型"))
		self.assertIn("does not tell it otherwise", fault["problem"])

	def test_headers_that_nobody_has_listed(self):
		header = ("学法时间", "会议名称", "学法内容", "领学人", "学时")
		book = book_of(
			["5.20", "第8次会议", "《信访工作条例》", "测试主任", 1],
			header=header,
			above=("党工委会前学法登记（2023年）",),
		)
		doc = self.imported_doc(book, register="training_records")
		guessed = {row.column_title: row.header for row in doc.columns if row.is_guessed}
		self.assertEqual(guessed, {"日期": "A 学法时间", "内容": "C 学法内容"})
		(study,) = self.made(doc)
		self.assertEqual(
			(study.held_on, study.held_by, study.speaker),
			(date(2023, 5, 20), "First Agenda Item", "测试主任"),
		)
		header = ("日期", "纠纷双方当事人", "纠纷性质", "纠纷起因及经过", "调处结果", "调处时间", "是否回访")
		row = ["2023.2.14", "测试甲与测试乙", "婚姻", "测试闹离婚", "经调解和好", "2023.2.15", "是"]
		(case,) = self.come_in("disputes", header, row)
		self.assertEqual(
			(case.facts, case.closed_on, case.followed_up_on), ("测试闹离婚", date(2023, 2, 15), None)
		)

	def test_risks_and_outcomes_as_offices_grade_them(self):
		header = ("排查时间", "排查区域", "发现的矛盾纠纷", "纠纷类别", "风险等级", "处理结果")
		(screening,) = self.come_in(
			"screened_disputes",
			header,
			["2023.3.5", "测试一网格", "测试堆物", "邻里纠纷", "低", "已化解"],
			["", "", "测试欠薪", "劳动争议", "重大", "移交劳动监察"],
			["", "", "测试漏水", "邻里纠纷", "较大", "未化解"],
			["", "", "测试停车", "邻里纠纷", "低", "已化解，未反复"],
			["", "", "测试噪音", "邻里纠纷", "低", "否"],
		)
		self.assertEqual(
			[(row.risk_level, row.outcome) for row in screening.disputes],
			[
				*[("Yellow", "Settled on the Spot"), ("Red", "Handed Over"), ("Orange", "Not Dealt With")],
				*[("Yellow", "Settled on the Spot"), ("Yellow", "Not Dealt With")],
			],
		)

	def test_what_only_contains_a_yes_or_no_is_no_outcome(self):
		header = ("排查时间", "排查区域", "发现的矛盾纠纷", "纠纷类别", "处理结果")
		row = ["2023.3.5", "测试一网格", "测试堆物", "邻里纠纷", "双方是邻居"]
		doc = self.checked(book_of(row, header=header), register="screened_disputes")
		(fault,) = self.findings(doc)
		self.assertIn("双方是邻居", str(fault))

	def test_a_second_row_of_the_header_that_no_column_takes_is_no_record(self):
		book = book_of(
			["", "", "", "审查人", "意见"],
			["测试保洁合同", "测试公司", "2023.3.1", "测试丙", "测试无"],
			header=("合同名称", "乙方", "签订时间", "审查情况", ""),
		)
		for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
			book.active.merge_cells(area)
		doc = self.imported_doc(book, register="contracts")
		self.assertEqual([contract.title for contract in self.made(doc)], ["测试保洁合同"])

	def test_contracts(self):
		header = ("序号", "合同名称", "乙方", "合同金额", "签订时间")
		(contract,) = self.come_in(
			"contracts", header, [1, "测试保洁合同", "测试公司", "3.5万元", "2023.3.1"]
		)
		self.assertEqual(
			(contract.kind, contract.amount, contract.issued_on), ("Contract", 35000, date(2023, 3, 1))
		)

	def test_reviewed_case_files(self):
		header = ("评查时间", "被评查单位", "案卷名称", "问题类型", "存在问题")
		row = ["2023.3.1", "测试一社区", "测试占道处罚案卷", "其他", "测试文书送达不规范"]
		(matter,) = self.come_in("case_file_reviews", header, row)
		self.assertEqual((matter.source, matter.unit_concerned), ("Case File Review", self.community_1))

	def test_consultations(self):
		factories.make_advisor(self.street_a)
		header = ("日期", "咨询事项", "类型", "法律顾问", "法律意见", "答复时间", "是否采纳", "评分")
		(consultation,) = self.come_in(
			"advisor_consultations",
			header,
			[
				"2023-05-04",
				"测试租赁合同",
				"合同",
				"测试律师甲",
				"测试违约金过高",
				"2023-05-08",
				"部分采纳：测试工期紧",
				5,
			],
		)
		self.assertEqual(
			(
				consultation.workflow_state,
				consultation.adoption,
				consultation.adoption_reason,
				consultation.rating,
			),
			("Answered", "Partly Adopted", "测试工期紧", 1),
		)
		header = ("服务时间", "服务内容", "类型", "服务律师", "服务结果")
		row = ["2023.6.30", "测试值班", "值班", "测试律师甲", "测试当场答复"]
		(consultation,) = self.come_in("advisor_consultations", header, row)
		self.assertEqual(
			(consultation.workflow_state, consultation.answered_on), ("Answered", date(2023, 6, 30))
		)

	def test_tasks_and_notices(self):
		header = ("具体任务", "责任单位", "部署日期", "完成时限", "完成进度", "完成日期", "佐证材料")
		done, going_on = self.come_in(
			"task_breakdown",
			header,
			["测试任务一", "测试一社区", "2023-03-01", "2023-12-31", "100%", "2023-11-30", "测试已建成"],
			["测试任务二", "测试二社区", "2023-03-01", "2023-12-31", "60%", "", "测试推进中"],
		)
		self.assertEqual((done.status, done.completed_on, done.is_on_time), ("Done", date(2023, 11, 30), 1))
		self.assertEqual((going_on.status, going_on.percent), ("In Progress", 60))
		header = ("重点任务", "牵头部门", "配合部门", "部署日期", "完成时间节点", "完成情况")
		row = ["测试任务三", "测试甲街道", "各社区", "2023-03-01", "2023年6月底前", "持续推进"]
		(task,) = self.come_in("task_breakdown", header, row)
		self.assertEqual(task.due_on, date(2023, 6, 30))
		self.assertEqual([row.unit for row in task.co_units], sorted([self.community_1, self.community_2]))
		header = (
			"督办日期",
			"被督办单位",
			"督办单名称",
			"督办内容",
			"要求回复日期",
			"回复日期",
			"回复情况",
			"办结日期",
			"办结意见",
		)
		(notice,) = self.come_in(
			"supervision_notices",
			header,
			[
				"2023-06-01",
				"测试一社区",
				"测试督办",
				"测试滞后",
				"2023-06-10",
				"2023-06-09",
				"测试已整改",
				"2023-06-12",
				"同意",
			],
		)
		self.assertEqual(
			(notice.workflow_state, notice.issued_by_unit, notice.is_on_time), ("Closed", self.street_a, 1)
		)

	def test_meetings(self):
		header = ("会议时间", "会议类别", "会议名称", "主持人", "会议议题", "议定事项", "参会人员")
		(meeting,) = self.come_in(
			"meetings",
			header,
			[
				"2023-03-06",
				"党工委会议",
				"测试第三次会议",
				"测试书记",
				"1.测试议题一\n2.测试议题二",
				"1.测试同意\n2.测试再议",
				"测试甲、测试乙",
			],
		)
		self.assertEqual(
			[(row.topic, row.decision) for row in meeting.agenda_items],
			[("测试议题一", "测试同意"), ("测试议题二", "测试再议")],
		)
		self.assertEqual((meeting.status, meeting.present_count), ("Held", 2))
		meetings = self.come_in(
			"meetings",
			("会议时间", "会议类别", "会议名称"),
			*(
				["2023-03-06", kind, f"测试{kind}"]
				for kind in ("镇党委会", "党工委会", "镇长办公会", "乡长办公会", "主任办公会")
			),
		)
		self.assertEqual(
			[each.meeting_type for each in meetings],
			[*["Party Committee Meeting"] * 2, *["Office Directors' Meeting"] * 3],
		)

	def test_enforcement(self):
		with self.as_user("Administrator"):
			factories.make_item(self.street_a)
			for name in ("测试执法甲", "测试执法乙"):
				factories.make_officer(self.street_a, name)
		header = ("案件名称", "执法事项", "当事人", "执法人员", "立案日期", "简易程序")
		(case,) = self.come_in(
			"enforcement_cases",
			header,
			[
				"测试占道案",
				"测试擅自占用城市道路的处罚",
				"测试某人",
				"测试执法甲、测试执法乙",
				"2023-05-04",
				"否",
			],
		)
		self.assertEqual((case.party_kind, case.party_name, len(case.officers)), ("Citizen", None, 2))
		header = ("检查日期", "领域", "检查内容", "牵头单位", "出动人数", "检查点位", "发现问题")
		(joint,) = self.come_in(
			"joint_enforcements",
			header,
			["2023-05-04", "安全生产", "测试联合检查", "测试应急局", 12, 5, "3个"],
		)
		self.assertEqual(
			(joint.unit, joint.problems_count, joint.status), (self.street_a, 3, "To Be Put Right")
		)
		header = ("发现日期", "来源", "监督内容", "问题类型", "问题", "涉及单位")
		(matter,) = self.come_in(
			"supervision_matters",
			header,
			["2023-04-08", "12345热线", "测试检查过多", "乱检查", "测试", "测试一社区"],
		)
		self.assertEqual(matter.unit_concerned, self.community_1)

	def test_service(self):
		header = ("咨询日期", "咨询类别", "咨询内容", "用时（分钟）", "满意度")
		(inquiry, same) = self.come_in(
			"service_inquiries",
			header,
			["2023-03-01", "社会保险", "测试如何参保", 5, "满意"],
			["2023-03-01", "社会保险", "测试如何参保", 5, "满意"],
		)
		self.assertEqual((inquiry.is_answered_at_once, same.handled_by), (1, None))
		with self.as_user("Administrator"):
			factories.make("Tally Kind", {"kind_name": "测试办件", "unit_of_measure": "件"})
		(tally,) = self.come_in(
			"monthly_tallies", ("月份", "工作量类别", "数量"), ["2023年3月", "测试办件", "1,200件"]
		)
		self.assertEqual((tally.month_on, tally.quantity), (date(2023, 3, 1), 1200))
		header = (
			"信息名称",
			"公开类别",
			"产生日期",
			"审查结果",
			"审查人",
			"审查日期",
			"公开日期",
			"公开渠道",
		)
		(item,) = self.come_in(
			"disclosure_items",
			header,
			[
				"测试年度预算",
				"预算和决算",
				"2023-03-01",
				"可以公开",
				self.officer,
				"2023-03-02",
				"2023-03-05",
				"政府网站",
			],
		)
		self.assertEqual((item.check_result, item.published_on), ("May Be Published", date(2023, 3, 5)))

	def test_people_and_places(self):
		(resident,) = self.come_in(
			"law_literate_residents",
			("姓名", "村（社区）", "身份", "聘任时间", "证书编号"),
			["测试明白人", "测试一社区", "网格员", "2022.5.1", "测证001"],
		)
		self.assertEqual((resident.background, resident.chosen_on), ("Grid Worker", date(2022, 5, 1)))
		(officer,) = self.come_in(
			"enforcement_officers",
			("姓名", "所在单位", "执法证号", "有效期至", "到岗日期"),
			["测试执法员", "测试甲街道", 370100123456, "2027-01-01", "2022-01-01"],
		)
		self.assertEqual(officer.certificate_number, "370100123456")
		(venue,) = self.come_in(
			"publicity_venues",
			("阵地名称", "类型", "地点", "建成时间"),
			["测试法治公园", "法治文化公园", "测试路", "2021-06-01"],
		)
		self.assertEqual(venue.built_on, date(2021, 6, 1))

	def test_leaders(self):
		header = ("履职时间", "姓名", "职务类别", "四个亲自", "履行职责", "履职事项")
		(duty,) = self.come_in(
			"leader_duties",
			header,
			["2023-02-03", "测试书记", "党工委书记", "亲自部署", "组织领导和规划计划", "测试部署"],
		)
		self.assertEqual((duty.post_kind, duty.duty), ("Party Head", "Organisation and Planning"))
		posts = {
			"镇党委书记": "Party Head",
			"党委副书记、镇长": "Government Head",
			"乡长": "Government Head",
			"办事处主任": "Government Head",
			"党委副书记": "Other Leader",
			"副镇长": "Other Leader",
			"党政办主任": "Other Leader",
			"纪委书记": "Other Leader",
		}
		duties = self.come_in(
			"leader_duties",
			header,
			*(
				["2023-02-06", f"测试{post}", post, "亲自部署", "组织领导和规划计划", "测试部署"]
				for post in posts
			),
		)
		self.assertEqual([each.post_kind for each in duties], list(posts.values()))
		(reception,) = self.come_in(
			"receptions",
			("接访时间", "接访领导", "批次", "人次", "处理情况"),
			["2023-02-03", "测试领导甲", 2, "5人次", "测试已答复"],
		)
		self.assertEqual(
			(reception.status, reception.planned_on, reception.persons_count),
			("Reception Held", date(2023, 2, 3), 5),
		)
		header = ("提出日期", "问题", "具体表现", "整改措施", "整改时限")
		(shortcoming,) = self.come_in(
			"shortcomings", header, ["2023-12-20", "测试重视不够", "测试表现", "测试培训", "2024-06-30"]
		)
		self.assertEqual((shortcoming.year, shortcoming.status), (2023, "Measure Named"))


class TestRoundTrip(ImportTestCase):
	def test_every_importable_register_is_found_in_its_own_export(self):
		from fazhi_governance.register import export

		factories.make_activity(self.community_1)
		_name, workbook = export.to_xlsx(
			registers.find("publicity_activities"), date(2024, 1, 1), date(2024, 12, 31), self.street_a
		)
		doc = self.checked(workbook.read(), register="publicity_activities")
		self.assertEqual(doc.rows_count, 1)
		self.assertIn("There is such a record already", self.problems(doc)[0])
		self.assertIsInstance(registers.find("publicity_activities"), RecordRegister)
		self.assertEqual(datetime(2024, 5, 6).date(), frappe.get_last_doc("Law Publicity Activity").held_on)
