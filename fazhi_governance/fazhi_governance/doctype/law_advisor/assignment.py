"""Who advises on what: the rules that a record keeps to when it is assigned to a law advisor."""

from datetime import date

import frappe
from frappe import _
from frappe.desk.doctype.notification_settings.notification_settings import is_notifications_enabled
from frappe.utils import escape_html, getdate

from fazhi_governance.compat import current_date
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.scope import chain, unit_field
from fazhi_governance.statute.gates import Gate

# kind of matter → the fields in which a party stands by name
PARTIES = {"Enforcement Case": ("party_name",)}


class AdvisedDocument(GovernedDocument):
	"""A record with the fields `advisor`, `unit`, `matter_kind` and `matter`.

	The rules judge the assignment, not the record for ever: once the advice is given, neither the end of the
	engagement nor a conflict that arises later stops what follows.
	"""

	ADVISOR_GATES = (Gate("A1", "advisor_out_of_engagement"), Gate("A2", "advisor_in_conflict"))

	@property
	def assigned_on(self) -> date:
		"""The day on which the advisor was given the record."""
		raise NotImplementedError

	@property
	def advised_on(self) -> date | None:
		"""The day on which the advice was given."""
		raise NotImplementedError

	@property
	def texts_for_conflicts(self) -> tuple[str | None, ...]:
		"""Texts in which the name of a party may stand; the matter's own title is looked at anyway."""
		raise NotImplementedError

	def on_update(self):
		super().on_update()
		self.tell_advisor()

	def tell_advisor(self):
		"""In the desk: who is assigned need not look every day."""
		before = self.get_doc_before_save()
		if not self.advisor or (before and before.advisor == self.advisor):
			return
		user = self.law_advisor.user
		if user and user != frappe.session.user and is_notifications_enabled(user):
			frappe.get_doc(
				{
					"doctype": "Notification Log",
					"type": "Alert",
					"for_user": user,
					"from_user": frappe.session.user,
					"document_type": self.doctype,
					"document_name": self.name,
					"subject": _("Your legal advice is asked: {0}").format(escape_html(self.called)),
				}
			).insert(ignore_permissions=True)

	def derive(self):
		# whoever names a matter opens it to the advisor
		self.refuse_hidden_matter()
		self.refuse_another_units_advisor()

	def refuse_another_units_advisor(self):
		if not (self.advisor and self.unit and self.has_changed("advisor", "unit")):
			return
		advisor = self.law_advisor
		if advisor.unit not in chain(self.unit):
			self.refuse(
				_("{0} is engaged by {1}, which is neither {2} nor above it.").format(
					advisor.advisor_name, advisor.unit, self.unit
				),
				_("Choose an advisor of the own unit or of a unit above it."),
			)

	def advisor_out_of_engagement(self) -> str | None:
		if self.is_assignment_judged:
			return self.law_advisor.out_of_engagement(self.assigned_on)

	def advisor_in_conflict(self) -> str | None:
		if not self.is_assignment_judged:
			return None
		return self.law_advisor.conflict(
			first=self.assigned_on,
			last=self.advised_on or max(current_date(), self.assigned_on),
			matter=(self.matter_kind, self.matter) if self.matter else None,
			units=self.units_concerned,
			texts=[text for text in (*self.texts_for_conflicts, *self.matter_texts) if text],
		)

	@property
	def is_assignment_judged(self) -> bool:
		if not self.advisor:
			return False
		stored = self.get_doc_before_save() or self
		is_open = self.is_new() or not stored.advised_on
		return is_open or self.has_changed("advisor", "unit", "matter_kind", "matter")

	@property
	def law_advisor(self):
		return frappe.get_doc("Law Advisor", self.advisor)

	@property
	def units_concerned(self) -> set[str]:
		"""The units whose matter it is, with all above them: who has an interest in a street has it in its parts."""
		units = {self.unit}
		if self.matter:
			units.add(frappe.db.get_value(self.matter_kind, self.matter, unit_field(self.matter_kind)))
		return {above for unit in units if unit for above in chain(unit)}

	@property
	def matter_texts(self) -> list[str | None]:
		"""The matter's title, and the parties that it names."""
		if not self.matter:
			return []
		title_field = frappe.get_meta(self.matter_kind).get_title_field()
		fields = [title_field, *PARTIES.get(self.matter_kind, ())]
		found = frappe.db.get_value(self.matter_kind, self.matter, fields, as_dict=True)
		return list(found.values()) if found else []

	def has_changed(self, *fieldnames: str) -> bool:
		"""Against what is stored; a record that is not stored yet has changed in all, an opened one in none."""
		if self.is_new():
			return True
		before = self.get_doc_before_save()
		return bool(before) and any(self.get(field) != before.get(field) for field in fieldnames)
