from fazhi_governance.governed import GovernedDocument


class WorkPlan(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		adopted_by: DF.Link | None
		adopted_on: DF.Date
		basis: DF.SmallText | None
		budget: DF.Currency
		document_number: DF.Data | None
		facilities: DF.SmallText | None
		file: DF.Attach | None
		persons_count: DF.Int
		title: DF.Data
		unit: DF.Link
		year: DF.Int
	# end: auto-generated types
