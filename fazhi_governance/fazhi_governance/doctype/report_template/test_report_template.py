import frappe

from fazhi_governance.official_document.template import MAX_SIZE
from fazhi_governance.official_document.test_template import written
from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestReportTemplate(GovernanceTestCase):
	"""What a file may hold: official_document/test_template.py; what comes of it: annual_report/test_own_template.py."""

	def uploaded(self, content: bytes, file_name: str = "模板.docx") -> str:
		file_url = factories.make_template_file(content, file_name)
		self.addCleanup(self.delete_file, file_url)
		return file_url

	def test_a_manager_uploads_one_and_the_file_is_kept_with_it(self):
		with self.as_user(self.users["Fazhi Manager"]):
			template = factories.make_report_template(
				self.street_a, self.uploaded(written("{{ 标题 }}", "{{ 指标.化解矛盾纠纷 }}"))
			)
		file = frappe.get_doc("File", {"file_url": template.word_file})
		self.assertEqual(
			(file.attached_to_doctype, file.attached_to_name), ("Report Template", template.name)
		)
		template.run_method("onload")
		self.assertIn(["{{ 标题 }}"], [[row[0]] for row in template.get_onload("fields")])

	def test_an_unknown_field_or_figure_is_named_with_the_nearest(self):
		with self.as_user(self.users["Fazhi Manager"]):
			with self.refused(
				"Report Template", "no field “标提”", "“{{ 标提 }}”", "标题", "Correct the Word file"
			):
				factories.make_report_template(self.street_a, self.uploaded(written("{{ 标提 }}")))
			with self.refused("no figure “化解纠纷”", "化解矛盾纠纷", "It stands here"):
				factories.make_report_template(
					self.street_a, self.uploaded(written("{{ 指标['化解纠纷'] }}"))
				)

	def test_a_file_that_is_none_or_another_one_is_refused(self):
		with self.as_user(self.users["Fazhi Manager"]):
			with self.refused("not on this site", "Upload the file itself"):
				factories.make_report_template(self.street_a, "/private/files/没有.docx")
			with self.refused("no Word document, whatever its name says"):
				factories.make_report_template(self.street_a, self.uploaded(b"plain text"))
			with self.refused("no .docx file"):
				factories.make_report_template(
					self.street_a, self.uploaded(written("{{ 标题 }}"), "模板.txt")
				)
			with self.refused("may have 5"):
				heavy = written("{{ 标题 }}") + b"\0" * MAX_SIZE
				factories.make_report_template(self.street_a, self.uploaded(heavy))

	def test_an_officer_reads_templates_and_makes_none(self):
		file_url = self.uploaded(written("{{ 标题 }}"))
		template = factories.make_report_template(self.street_a, file_url)
		with self.as_user(self.officer):
			self.assertEqual(frappe.get_list("Report Template", pluck="name"), [template.name])
			with self.refused(error=frappe.PermissionError):
				factories.make_report_template(self.street_a, file_url, template_name="测试又一个")
		with self.as_user(self.stranger):
			self.assertEqual(frappe.get_list("Report Template", pluck="name"), [])
