from fazhi_governance.governed import GovernedDocument


class ServiceItem(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		article: DF.Data | None
		channel: DF.Literal["Window", "Online", "Window or Online", "At the Door"]
		is_published: DF.Check
		item_name: DF.Data
		law: DF.Link | None
		listed_on: DF.Date
		materials: DF.SmallText | None
		time_limit: DF.Int
		unit: DF.Link
		withdrawn_on: DF.Date | None
	# end: auto-generated types

	in_order = (("listed_on", "withdrawn_on"),)
