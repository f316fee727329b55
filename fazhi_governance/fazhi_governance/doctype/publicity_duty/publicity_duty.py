from frappe.model.document import Document


class PublicityDuty(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		activity_form: DF.Literal[
			"",
			"Street Stall",
			"Lecture",
			"Door to Door",
			"Online",
			"Consultation",
			"Exhibition",
			"Court Observation",
			"Other",
		]
		law: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		quantity: DF.Int
		responsible_unit: DF.Link
	# end: auto-generated types
