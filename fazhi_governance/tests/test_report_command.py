import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import docx
import frappe
from click.testing import CliRunner

from fazhi_governance import commands
from fazhi_governance.annual_report.test_compose import OPENING, ReportTestCase
from fazhi_governance.official_document.test_template import written
from fazhi_governance.scope import UNIT
from fazhi_governance.tests import factories


@contextmanager
def here(site: str):
	"""In place of a connection of the command's own."""
	with commands._refusals_told():
		yield


class TestReportCommand(ReportTestCase):
	def setUp(self):
		super().setUp()
		self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
		# reports and sub-districts that the site has besides those of the test
		frappe.db.delete("Annual Report")
		offices = {"unit_type": "Sub-district Office", "name": ["!=", self.street_a]}
		frappe.db.set_value(UNIT, offices, "unit_type", "Other")

	def run_command(self, *arguments: str, out: str = "报告.docx", year: str = "2024"):
		given = ["--year", year, "--out", str(self.folder / out), *arguments]
		with patch.object(commands, "_connected", here), self.in_one_transaction():
			return CliRunner().invoke(commands.fazhi_report, given, obj={"sites": ["site"], "profile": False})

	def told(self, result, *fragments: str):
		"""Refused with a message, without a traceback and without a file."""
		self.assertEqual(result.exit_code, 1, result.output)
		self.assertIsInstance(result.exception, SystemExit)
		for fragment in ("Error: ", *fragments):
			self.assertIn(fragment, result.output)
		self.assertEqual(list(self.folder.iterdir()), [])

	def lines(self, out: str = "报告.docx") -> list[str]:
		return [each.text for each in docx.Document(self.folder / out).paragraphs if each.text]

	def test_a_report_that_is_there_is_written_as_it_is(self):
		report = self.composed()
		report.sections[0].body = "测试作者所写。"
		report.save()
		result = self.run_command("--unit", self.street_a)
		self.assertEqual(result.exit_code, 0, result.output)
		self.assertEqual(result.output.strip(), str((self.folder / "报告.docx").resolve()))
		self.assertIn("测试作者所写。", self.lines())
		self.assertEqual([each.name for each in self.folder.iterdir()], ["报告.docx"])

	def test_one_that_is_not_there_is_made_composed_and_told(self):
		self.with_cases()
		result = self.run_command()
		self.assertEqual(result.exit_code, 0, result.output)
		self.assertIn(
			f"{self.street_a} had no report on 2024 yet: it has been made and composed", result.output
		)
		self.assertIn("全年化解矛盾纠纷60余件，调解成功率为100%。", self.lines())
		self.assertTrue(frappe.db.exists("Annual Report", {"unit": self.street_a, "year": 2024}))

	def test_plain_text_is_written_for_txt(self):
		self.composed()
		self.run_command(out="报告.TXT")
		self.assertIn(OPENING, (self.folder / "报告.TXT").read_text(encoding="utf-8").splitlines())

	def test_the_edition_has_its_english_and_its_chinese_name(self):
		self.composed()
		for edition in ("Public Edition", "public edition", "公开版"):
			self.run_command("--edition", edition)
			self.assertNotIn("测试区人民政府：", self.lines())
		self.run_command("--edition", "上报版")
		self.assertIn("测试区人民政府：", self.lines())
		(self.folder / "报告.docx").unlink()
		self.told(self.run_command("--edition", "述法版(党)"), "no name to sign")
		self.told(
			self.run_command("--edition", "内部版"),
			"no edition “内部版”",
			"上报版、公开版、述法版（党）、述法版（政）",
		)

	def test_an_own_template_is_used(self):
		file_url = factories.make_template_file(written("单位：{{ 单位 }}"))
		self.addCleanup(self.delete_file, file_url)
		template = factories.make_report_template(self.street_a, file_url)
		self.composed()
		self.run_command("--template", template.name)
		self.assertEqual(self.lines(), [f"单位：{self.street_a}"])
		(self.folder / "报告.docx").unlink()
		self.told(self.run_command("--template", "没有"), "no Report Template “没有”", template.name)
		self.told(
			self.run_command("--template", template.name, out="报告.pdf"), "end the name of the file in .docx"
		)

	def test_what_is_missing_in_the_report_is_told(self):
		report = self.composed()
		report.sections[0].body = "普法活动{{普法活动}}。"
		report.save()
		self.told(self.run_command(), "no data in 2024", "普法活动")

	def test_a_file_of_another_kind_or_in_no_place_is_told(self):
		self.composed()
		self.told(self.run_command(out="报告.odt"), "报告.odt cannot be written", ".docx、.pdf、.txt")
		self.told(self.run_command(out="报告"), "the name of the file ends in")
		(self.folder / "挡路").write_text("")
		result = self.run_command(out="挡路/报告.docx")
		(self.folder / "挡路").unlink()
		self.told(result, "cannot be written", "Choose another place")

	def test_a_file_that_is_there_stays_until_the_new_one_is_whole(self):
		self.composed()
		(self.folder / "报告.docx").write_text("旧")
		with patch.object(Path, "write_bytes", side_effect=OSError(28, "No space left on device")):
			result = self.run_command()
		self.assertIn("No space left on device", result.output)
		self.assertEqual((self.folder / "报告.docx").read_text(), "旧")

	def test_which_unit_is_meant_is_asked(self):
		frappe.db.set_value(UNIT, self.street_b, "unit_type", "Sub-district Office")
		self.told(self.run_command(), "Several units may report", self.street_a, self.street_b, "--unit")
		self.told(self.run_command("--unit", "测试甲街"), "no Governance Unit “测试甲街”", self.street_a)

	def test_a_unit_that_cannot_report_yet_is_told(self):
		self.told(
			self.run_command("--unit", self.community_1), self.community_1, "no issuers or no addressee"
		)

	def test_an_odd_year_is_told(self):
		self.told(self.run_command(year="24"), "24 is no year to report on")
