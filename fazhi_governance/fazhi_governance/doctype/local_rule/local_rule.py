import frappe

from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.renewal import renew_due_dates
from fazhi_governance.statute.rules import refuse_overlap, refuse_overlong


class LocalRule(GovernedDocument):
	"""An office's own setting of a rule. It binds the unit and all below it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		document_number: DF.Data
		in_force_from: DF.Date
		in_force_to: DF.Date | None
		is_in_use: DF.Check
		length: DF.Int
		level: DF.Literal["", "Block", "Warn", "Inform"]
		remark: DF.SmallText | None
		rule: DF.Link
		unit: DF.Link
	# end: auto-generated types

	def derive(self):
		refuse_overlap(self, rule=self.rule, unit=self.unit)
		refuse_overlong(self, "length")

	def on_update(self):
		super().on_update()
		self.renew(self)
		if before := self.get_doc_before_save():
			if (before.unit, before.rule) != (self.unit, self.rule):
				self.renew(before)

	def after_delete(self):
		self.renew(self)

	@staticmethod
	def renew(setting):
		record_kind = frappe.db.get_value("Statutory Rule", setting.rule, "record_kind")
		renew_due_dates(setting.unit, record_kind)
