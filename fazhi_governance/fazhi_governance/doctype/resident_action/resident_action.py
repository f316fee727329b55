from frappe.model.document import Document


class ResidentAction(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acted_on: DF.Date
		kind: DF.Literal[
			"Making Law Known", "Helping in Mediation", "Answering Questions", "Reporting Conditions", "Other"
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		summary: DF.Data | None
	# end: auto-generated types
