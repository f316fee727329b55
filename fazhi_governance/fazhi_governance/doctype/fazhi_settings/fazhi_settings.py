import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt

from fazhi_governance.kinds import GOVERNED_DOCTYPES


class FazhiSettings(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from fazhi_governance.fazhi_governance.doctype.retention_rule.retention_rule import RetentionRule
		from fazhi_governance.fazhi_governance.doctype.training_target.training_target import TrainingTarget

		enforcement_hours: DF.Float
		head_after_days: DF.Int
		leader_after_days: DF.Int
		residents_per_community: DF.Int
		retention_rules: DF.Table[RetentionRule]
		sends_digest: DF.Check
		sends_mail: DF.Check
		staff_hours: DF.Float
		training_targets: DF.Table[TrainingTarget]
	# end: auto-generated types

	def validate(self):
		self.refuse_negative_numbers()
		self.refuse_double_targets()
		self.refuse_unclear_retention()

	def refuse_negative_numbers(self):
		for row in (self, *self.training_targets, *self.retention_rules):
			for df in row.meta.get("fields", {"non_negative": 1}):
				number = (cint if df.fieldtype == "Int" else flt)(row.get(df.fieldname))
				if number < 0:
					frappe.throw(
						_("{0}: {1} is {2}. Enter 0 or more.").format(_(self.doctype), _(df.label), number)
					)

	def refuse_double_targets(self):
		"""One target for each body."""
		seen = set()
		for option in (row.held_by for row in self.training_targets):
			if option in seen:
				frappe.throw(
					_("{0}: {1} has two targets. Remove one of the two rows.").format(
						_(self.doctype), _(option)
					)
				)
			seen.add(option)

	def refuse_unclear_retention(self):
		"""One rule for each kind of record, for good or for so many years."""
		seen = set()
		for row in self.retention_rules:
			doctype = row.record_kind
			if doctype not in GOVERNED_DOCTYPES:
				problem = _("it is no record kind that belongs to a unit. Remove the row.")
			elif doctype in seen:
				problem = _("it has two rows. Remove one of the two.")
			elif not row.is_permanent and not cint(row.years):
				problem = _("enter the years, or tick Kept for Good.")
			else:
				seen.add(doctype)
				continue
			frappe.throw(
				_("{0}, How Long Records Are Kept, {1}: {2}").format(_(self.doctype), _(doctype), problem)
			)
