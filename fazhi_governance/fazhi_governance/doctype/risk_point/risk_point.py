from frappe.model.document import Document


class RiskPoint(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		measures: DF.SmallText
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		risk: DF.SmallText
		risk_level: DF.Literal["Low", "Medium", "High"]
	# end: auto-generated types
	pass
