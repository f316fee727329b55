import frappe
from frappe import _
from frappe.utils import getdate

from fazhi_governance.compat import current_date
from fazhi_governance.core.repetition import NEARLY_THE_SAME, likeness
from fazhi_governance.governed import GovernedDocument
from fazhi_governance.statute.clocks import Clock
from fazhi_governance.statute.gates import Gate

TASK = "Governance Task"


class Shortcoming(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		cause: DF.SmallText | None
		closed_on: DF.Date | None
		evidence: DF.SmallText | None
		measure: DF.SmallText | None
		proof: DF.Attach | None
		raised_on: DF.Date
		rectification: DF.SmallText | None
		rectify_by: DF.Date | None
		rectify_due_on: DF.Date | None
		rectify_warn_on: DF.Date | None
		repeated_years: DF.Int
		repeats: DF.Link | None
		status: DF.Literal["Raised", "Measure Named", "Turned into a Task", "Rectified"]
		task: DF.Link | None
		text: DF.SmallText
		title: DF.Data
		unit: DF.Link
		year: DF.Int
	# end: auto-generated types

	rule_date_field = "raised_on"
	not_in_future = ("raised_on", "closed_on")
	in_order = (("raised_on", "rectify_by"), ("raised_on", "closed_on"))
	clocks = (
		Clock(
			"N1",
			start="rectify_by",
			stop="closed_on",
			due="rectify_due_on",
			warn="rectify_warn_on",
		),
	)
	gates = (Gate("N2", "said_before_without_a_link"),)

	def derive(self):
		self.year = getdate(self.raised_on).year
		self.count_earlier_years()
		self.refuse_torn_chain()
		self.refuse_half_rectified()
		self.refuse_hidden_task()
		self.status = self.status_of_what_is_done()

	def on_update(self):
		super().on_update()
		self.count_for_later_years()

	def kept_files(self) -> list[str]:
		"""That it is rectified rests on the proof."""
		return [self.proof] if self.closed_on and self.proof else []

	def status_of_what_is_done(self) -> str:
		if self.closed_on:
			return "Rectified"
		if self.task:
			return "Turned into a Task"
		return "Measure Named" if (self.measure or "").strip() else "Raised"

	def count_earlier_years(self):
		self.repeated_years = 0
		if not self.repeats:
			return
		earlier = frappe.db.get_value(
			self.doctype, self.repeats, ["unit", "year", "repeated_years"], as_dict=True
		)
		if earlier.unit != self.unit or earlier.year >= self.year:
			self.refuse(
				_("It repeats {0}, which {1} raised in {2}.").format(
					self.repeats, earlier.unit, earlier.year
				),
				_("Choose a shortcoming that the same unit raised in an earlier year."),
			)
		self.repeated_years = earlier.repeated_years + 1

	def refuse_torn_chain(self):
		"""What later years refer to stays with its unit and before them."""
		if self.is_new() or not (self.has_value_changed("unit") or self.has_value_changed("year")):
			return
		for later in self.later_ones([self.name]):
			if later.unit != self.unit or later.year <= self.year:
				self.refuse(
					_("{0} of {1} repeats it, so its unit stays and its year comes before.").format(
						later.name, later.year
					),
					_("Clear Repeats there first, or leave the unit and the day as they were."),
				)

	def count_for_later_years(self):
		"""Along the chain: each later year counts one more."""
		years, found = self.repeated_years, self.later_ones([self.name])
		while found and any(later.repeated_years != years + 1 for later in found):
			years += 1
			names = [later.name for later in found]
			frappe.db.set_value(
				self.doctype, {"name": ["in", names]}, "repeated_years", years, update_modified=False
			)
			found = self.later_ones(names)

	def later_ones(self, names: list[str]) -> list:
		return frappe.get_all(
			self.doctype,
			filters={"repeats": ["in", names]},
			fields=["name", "unit", "year", "repeated_years"],
			order_by="name",
		)

	def refuse_half_rectified(self):
		is_shown = bool((self.rectification or "").strip() and self.proof)
		if self.closed_on and not is_shown:
			self.refuse(
				_("It is said to be rectified, but not how, or the proof is missing."),
				_("Enter Rectification Achieved and attach the Proof of Rectification, or clear the day."),
			)
		if not self.closed_on and (self.rectification or self.proof):
			self.refuse(
				_("It has a rectification or a proof, but no day."),
				_("Enter Rectified On, or clear the other two."),
			)

	def refuse_hidden_task(self):
		if not (self.task and self.has_value_changed("task")):
			return
		if not frappe.has_permission(TASK, "read", doc=self.task):
			self.refuse(
				_("The task {0} is none that you may see.").format(self.task),
				_("Choose a task of your own units."),
			)

	def said_before_without_a_link(self) -> str | None:
		"""By difflib's comparison of title and text with those that the same unit raised in earlier years."""
		if self.repeats:
			return None
		earlier = frappe.get_all(
			self.doctype,
			filters={"unit": self.unit, "year": ["<", self.year]},
			fields=["name", "year", "title", "text"],
			order_by="year desc, name",
		)
		said = self.title + self.text
		alike = [(likeness(said, each.title + each.text), each) for each in earlier]
		share, nearest = max(alike, key=lambda pair: pair[0], default=(0, None))
		if share >= NEARLY_THE_SAME:
			return _(
				"{name} of {year} says nearly the same ({percent}% of the characters, compared text with text), but Repeats is empty."
			).format(name=nearest.name, year=nearest.year, percent=int(share * 100))

	@frappe.whitelist(methods=["POST"])
	def make_task(self) -> str:
		"""Make a Governance Task of the measure, due when it is to be rectified; return its name.

		A second call makes no second task.

		:raises frappe.ValidationError: without a measure and a day there is nothing to be done by then
		"""
		self.check_permission("write")
		# who clicks at the same time waits here for the first
		if made := frappe.db.get_value(self.doctype, self.name, "task", for_update=True):
			return made
		frappe.has_permission(TASK, "create", throw=True)
		if not ((self.measure or "").strip() and self.rectify_by):
			self.refuse(
				_("It names no measure, or not by when it is to be rectified."),
				_("Enter Rectifying Measure and To Be Rectified By, save, then make a task of it."),
			)
		self.task = (
			frappe.get_doc(
				{
					"doctype": TASK,
					"unit": self.unit,
					"title": self.title,
					"measure": self.measure,
					"deployed_on": current_date(),
					"due_on": self.rectify_by,
					"source_kind": self.doctype,
					"source": self.name,
				}
			)
			.insert()
			.name
		)
		self.save()
		return self.task


def release(task, method: str | None = None):
	"""The hook on deleting a task: what it was made of is without a task again."""
	for name in frappe.get_all("Shortcoming", filters={"task": task.name}, pluck="name", order_by="name"):
		doc = frappe.get_doc("Shortcoming", name)
		doc.task = None
		doc.db_set({"task": None, "status": doc.status_of_what_is_done()})
