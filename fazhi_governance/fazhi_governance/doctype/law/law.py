from frappe.model.document import Document

from fazhi_governance.standard import refuse_change_of_standard, refuse_deletion_of_standard


class Law(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		category: DF.Literal[
			"Statute",
			"Administrative Regulation",
			"Departmental Rule",
			"Local Regulation",
			"Judicial Interpretation",
			"Party Regulation",
			"Policy Document",
			"Standard",
		]
		document_number: DF.Data | None
		in_force_from: DF.Date | None
		in_force_to: DF.Date | None
		is_standard: DF.Check
		issued_by: DF.Data | None
		remark: DF.SmallText | None
		short_name: DF.Data
		title: DF.Data
	# end: auto-generated types

	def autoname(self):
		self.short_name = (self.short_name or "").strip("《》 ")
		self.name = self.short_name

	def validate(self):
		refuse_change_of_standard(self)

	def on_trash(self):
		refuse_deletion_of_standard(self)
