import frappe
from frappe import _
from frappe.utils import getdate

from fazhi_governance import evidence
from fazhi_governance.compat import current_date
from fazhi_governance.governed import GovernedDocument, WrittenBy
from fazhi_governance.scope import UNIT, chain, units_of
from fazhi_governance.statute.clocks import Clock

ISSUED, REPLIED, RETURNED, CLOSED = "Issued", "Replied", "Reply Returned", "Closed"
OFFICE = {"Fazhi Manager", "Fazhi Officer"}


class SupervisionNotice(GovernedDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		closed_on: DF.Date | None
		document_number: DF.Data | None
		is_on_time: DF.Check
		issue: DF.SmallText
		issued_by_unit: DF.Link | None
		issued_on: DF.Date
		matter: DF.DynamicLink | None
		matter_kind: DF.Link | None
		opinion: DF.SmallText | None
		replied_on: DF.Date | None
		replier: DF.Link | None
		reply: DF.SmallText | None
		reply_by: DF.Date
		reply_due_on: DF.Date | None
		reply_file: DF.Attach | None
		reply_warn_on: DF.Date | None
		requirement: DF.SmallText | None
		return_reason: DF.SmallText | None
		returned_on: DF.Date | None
		subject: DF.Data
		task: DF.Link | None
		unit: DF.Link
		workflow_state: DF.Literal["Issued", "Replied", "Reply Returned", "Closed"]
	# end: auto-generated types

	rule_date_field = "issued_on"
	not_in_future = ("issued_on", "replied_on", "closed_on")
	in_order = (
		("issued_on", "reply_by"),
		("issued_on", "replied_on"),
		("replied_on", "closed_on"),
	)
	clocks = (
		Clock(
			"T4",
			start="reply_by",
			stop="replied_on",
			due="reply_due_on",
			warn="reply_warn_on",
			who="replier",
		),
	)
	written_by = (
		WrittenBy(("reply", "replied_on", "reply_file", "workflow_state"), "is_not_issuer", is_all_but=True),
		WrittenBy(("reply", "replied_on", "reply_file"), "is_answered"),
		WrittenBy(("workflow_state",), "step_of_issuer"),
	)
	set_by_record = ("returned_on", "is_on_time")

	def derive(self):
		self.refuse_hidden_matter()
		self.issued_by_unit = self.issued_by_unit or frappe.db.get_value(
			UNIT, self.unit, "parent_governance_unit"
		)
		self.refuse_issuer_not_above()
		self.refuse_task_of_another_unit()
		self.workflow_state = self.workflow_state or ISSUED
		self.replier = self.replier or frappe.db.get_value(UNIT, self.unit, "head")
		self.take_step()
		self.is_on_time = int(bool(self.replied_on and getdate(self.replied_on) <= getdate(self.reply_by)))

	def kept_files(self) -> list[str]:
		return evidence.attached(self) if self.closed_on else []

	def on_update(self):
		super().on_update()
		self.tell_tasks()

	def after_delete(self):
		self.tell_tasks()

	def tell_tasks(self):
		"""The tasks that it urges, or urged until now, count it."""
		before = self.get_doc_before_save()
		for task in {self.task, before.task if before else None} - {None, ""}:
			frappe.get_doc("Governance Task", task).follow_urging()

	def refuse_issuer_not_above(self):
		"""As the tree is when it is issued: a unit may be moved later."""
		if not (self.has_value_changed("issued_by_unit") or self.has_value_changed("unit")):
			return
		if not self.issued_by_unit:
			self.refuse(
				_("No unit stands above {0} that could have issued it.").format(self.unit),
				_("Choose the unit that has to reply, not the one that issues."),
			)
		if self.issued_by_unit not in chain(self.unit)[1:]:
			self.refuse(
				_("{0} does not stand above {1}.").format(self.issued_by_unit, self.unit),
				_("Choose as Issuing Unit one above the supervised one."),
			)
		units = units_of(doctype=self.doctype)
		if self.is_new() and units is not None and self.issued_by_unit not in units:
			self.refuse(
				_("{0} is none of your units, so you cannot issue in its name.").format(self.issued_by_unit),
				_("Leave the notice to the office of the unit above."),
			)

	def refuse_task_of_another_unit(self):
		if not self.task or not (self.has_value_changed("task") or self.has_value_changed("unit")):
			return
		task = frappe.get_doc("Governance Task", self.task)
		if self.unit not in {task.unit, *(row.unit for row in task.co_units)}:
			self.refuse(
				_("The task “{0}” is {1}'s, not {2}'s.").format(task.title, task.unit, self.unit),
				_("Choose a task of the supervised unit, or clear Task Urged."),
			)

	def take_step(self):
		"""A state and the days of what has happened say the same; a state of the office's own says nothing."""
		has_moved = self.workflow_state != self.state_before
		if self.workflow_state == RETURNED and has_moved:
			self.update({"replied_on": None, "closed_on": None, "returned_on": current_date()})
			if not self.return_reason:
				self.refuse(_("It is returned without a reason."), _("Write the Reason for Return."))
		elif self.workflow_state in (REPLIED, CLOSED) and has_moved:
			self.replied_on = self.replied_on or current_date()
			if self.workflow_state == CLOSED:
				self.closed_on = self.closed_on or current_date()
			elif self.is_replied_by_its_own:
				self.replier = frappe.session.user
		self.refuse_half_replied()

	def refuse_half_replied(self):
		is_open = self.workflow_state in (ISSUED, RETURNED)
		if is_open and (self.replied_on or self.closed_on):
			self.refuse(
				_("It has a day of reply or closing, but its status is {0}.").format(_(self.workflow_state)),
				_("Leave the day and take the step by its action; the day is then set."),
			)
		if self.workflow_state in (REPLIED, CLOSED) and not (self.reply and self.replied_on):
			self.refuse(
				_("It is replied to without a reply."), _("Write the Reply first, then take the step.")
			)
		if self.workflow_state == CLOSED and not (self.opinion and self.closed_on):
			self.refuse(
				_("It is closed without an opinion."), _("Write the Closing Opinion first, then close it.")
			)

	@property
	def state_before(self) -> str | None:
		before = self.get_doc_before_save()
		return before.workflow_state if before else None

	@property
	def is_replied_by_its_own(self) -> bool:
		"""The office may log a paper: that does not make it the one who replies."""
		return bool(self.is_not_issuer())

	# who may write what: each says why the session's user may not, or None

	def is_not_issuer(self) -> str | None:
		stored = self.get_doc_before_save() or self
		if not self.is_new() and stored.workflow_state == CLOSED:
			return _("The notice is closed.")
		units = units_of(doctype=self.doctype)
		is_in_scope = self.is_new() or units is None or stored.issued_by_unit in units
		if not (OFFICE & set(frappe.get_roles()) and is_in_scope):
			return _("Only the issuing office writes this.")

	def is_answered(self) -> str | None:
		stored = self.get_doc_before_save() or self
		if not self.is_new() and stored.workflow_state in (REPLIED, CLOSED):
			return _("The reply has been given; it can be changed after it is returned.")

	def step_of_issuer(self) -> str | None:
		before = self.state_before or ISSUED
		if (before, self.workflow_state) not in ((ISSUED, REPLIED), (RETURNED, REPLIED)):
			return self.is_not_issuer()
