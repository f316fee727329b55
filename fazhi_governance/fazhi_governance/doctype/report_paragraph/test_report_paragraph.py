import frappe

from fazhi_governance.tests import factories
from fazhi_governance.tests.base import GovernanceTestCase


class TestReportParagraph(GovernanceTestCase):
	"""How reports are composed from them: annual_report/test_compose.py."""

	def test_a_manager_writes_a_paragraph_with_live_figures(self):
		with self.as_user(self.users["Fazhi Manager"]):
			factories.make_paragraph(
				"化解{{化解矛盾纠纷}}、{{mediation.resolved|rounded}}、{{化解矛盾纠纷|约数}}。"
			)

	def test_an_unknown_figure_is_refused_with_the_nearest(self):
		with self.as_user(self.users["Fazhi Manager"]):
			with self.refused("no figure “化解矛盾”", "The nearest are", "化解矛盾纠纷"):
				factories.make_paragraph("化解{{化解矛盾}}。")

	def test_braces_without_partner_are_refused(self):
		with self.refused("The braces have no partner", "{{化解矛盾纠纷"):
			factories.make_paragraph("化解{{化解矛盾纠纷。")

	def test_an_unknown_wording_is_refused(self):
		with self.refused("The wording is unknown"):
			factories.make_paragraph("化解{{化解矛盾纠纷|大约}}。")

	def test_an_officer_reads_the_paragraphs_and_writes_none(self):
		with self.as_user(self.officer):
			frappe.get_list("Report Paragraph")
			with self.refused(error=frappe.PermissionError):
				factories.make_paragraph("测试。")
