from frappe.model.document import Document


class ScreenedDispute(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		brief: DF.Data
		dealt_with_on: DF.Date | None
		dispute_type: DF.Literal[
			"",
			"Marriage and Family",
			"Neighbours",
			"Housing and Homestead",
			"Contract",
			"Production and Business",
			"Damages",
			"Forest and Land",
			"Land Requisition and Relocation",
			"Environmental Pollution",
			"Labour",
			"Consumer",
			"Medical",
			"Traffic Accident",
			"Property Management",
			"Unmanaged Estate Renovation",
			"Other",
		]
		due_by: DF.Date | None
		measure: DF.SmallText | None
		mediation_case: DF.Link | None
		outcome: DF.Literal["Not Dealt With", "Settled on the Spot", "Taken Up for Mediation", "Handed Over"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		persons_count: DF.Int
		responsible: DF.Data | None
		risk_level: DF.Literal["Yellow", "Orange", "Red"]
	# end: auto-generated types
