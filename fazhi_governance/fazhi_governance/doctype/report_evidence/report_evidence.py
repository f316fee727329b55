from frappe.model.document import Document


class ReportEvidence(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		contributions: DF.LongText | None
		figure: DF.Data
		report: DF.Data
	# end: auto-generated types
