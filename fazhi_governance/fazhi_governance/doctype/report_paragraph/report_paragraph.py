from frappe.model.document import Document

from fazhi_governance.annual_report.compose import SOMETHING, check_paragraph


class ReportParagraph(Document):
	"""A paragraph from which annual reports are composed; seeded once, the office's own afterwards."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		condition: DF.Literal[
			"Amounts to Something",
			"Amounts to Nothing",
			"Is at Least",
			"Is at Most",
			"Is More Than Last Year",
			"Is Less Than Last Year",
		]
		continues: DF.Check
		edition: DF.Literal[
			"",
			"Submitted Edition",
			"Public Edition",
			"Duty Report of the Party Head",
			"Duty Report of the Government Head",
		]
		heading: DF.Data | None
		is_enabled: DF.Check
		is_numbered: DF.Check
		is_run_in: DF.Check
		leads: DF.Check
		needs: DF.Link | None
		only_for: DF.Link | None
		part: DF.Literal["Opening", "Achievements", "Shortcomings", "First Responsible Persons", "Next Year"]
		repeats: DF.Literal[
			"",
			"Shortcoming of the Year",
			"Task of the Next Year",
			"Act of the Party Head",
			"Act of the Government Head",
		]
		sequence: DF.Int
		text: DF.Text
		threshold: DF.Float
	# end: auto-generated types

	def validate(self):
		"""
		:raises frappe.ValidationError: an unbalanced or unknown placeholder; the message names the nearest figures
		"""
		check_paragraph(self)
		if not self.needs:
			self.condition, self.threshold = SOMETHING, 0
