from frappe.model.document import Document

from fazhi_governance.annual_report.text import check_placeholders, filled_in


class ReportParagraph(Document):
	"""A paragraph from which annual reports are composed; seeded once, the office's own afterwards."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		continues: DF.Check
		heading: DF.Data | None
		is_enabled: DF.Check
		is_run_in: DF.Check
		needs: DF.Link | None
		part: DF.Literal["Opening", "Achievements", "Shortcomings", "First Responsible Persons", "Next Year"]
		sequence: DF.Int
		text: DF.Text
	# end: auto-generated types

	def validate(self):
		"""
		:raises frappe.ValidationError: an unbalanced or unknown placeholder; the message names the nearest figures
		"""
		check_placeholders(filled_in(self.text, year=0, unit=""))
