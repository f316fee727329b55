from frappe.model.document import Document


class AnnualReportSection(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		body: DF.LongText | None
		composed_digest: DF.Data | None
		edition: DF.Literal[
			"",
			"Submitted Edition",
			"Public Edition",
			"Duty Report of the Party Head",
			"Duty Report of the Government Head",
		]
		heading: DF.Data | None
		is_run_in: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		part: DF.Literal["Opening", "Achievements", "Shortcomings", "First Responsible Persons", "Next Year"]
	# end: auto-generated types
