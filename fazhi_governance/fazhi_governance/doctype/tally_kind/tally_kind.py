from frappe.model.document import Document


class TallyKind(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		is_in_use: DF.Check
		kind_name: DF.Data
		unit_of_measure: DF.Data
	# end: auto-generated types
