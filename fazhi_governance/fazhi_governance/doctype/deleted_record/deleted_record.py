import frappe
from frappe import _

from fazhi_governance.governed import GovernedDocument


class DeletedRecord(GovernedDocument):
	"""What is known of a record after its deletion. Its versions and timeline hang on this row from then on."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		created_at: DF.Datetime | None
		created_by: DF.Data | None
		deleted_at: DF.Datetime | None
		deleted_by: DF.Data | None
		is_confided: DF.Check
		record: DF.Data
		record_kind: DF.Link
		title: DF.Data | None
		unit: DF.Link | None
	# end: auto-generated types

	def validate(self):
		"""Written once, by the deletion itself; of its unit, closed or not."""
		if not self.is_new():
			self.refuse_change()

	def on_trash(self):
		if not frappe.flags.in_uninstall:
			self.refuse_change()

	def refuse_change(self):
		self.refuse(
			_("It tells of a deletion and stays as it is."),
			_("To have the record back, restore it from Deleted Document."),
		)
