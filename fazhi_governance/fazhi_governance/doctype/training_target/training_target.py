from frappe.model.document import Document


class TrainingTarget(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		held_by: DF.Literal[
			"First Agenda Item",
			"Party Committee Meeting",
			"Central Group",
			"Leadership Team",
			"All Staff",
			"Party Branch",
			"Station",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		sessions: DF.Int
	# end: auto-generated types
	pass
