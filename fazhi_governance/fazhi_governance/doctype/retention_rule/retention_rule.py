from frappe.model.document import Document


class RetentionRule(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		basis: DF.Data | None
		is_permanent: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		record_kind: DF.Link
		years: DF.Int
	# end: auto-generated types
