from frappe.model.document import Document


class DemoRecord(Document):
	"""What the demo year has created, so that its removal touches nothing else."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		demo_key: DF.Data
		reference_doctype: DF.Link
		reference_name: DF.DynamicLink
		sequence: DF.Int
	# end: auto-generated types
