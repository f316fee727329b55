"""Which annual reports and paragraphs a figure is used by, so that it is not deleted under them."""

import frappe
from frappe import _

from fazhi_governance.core import placeholders

NAMED = 5  # places that a message names


def refuse_used(figure):
	"""
	:raises frappe.ValidationError: names what uses the figure, and the way out
	"""
	if places := used_in(figure):
		named = "、".join(places[:NAMED])
		if len(places) > NAMED:
			named = _("{0} and {1} more").format(named, len(places) - NAMED)
		frappe.throw(
			_(
				"The figure “{0}” cannot be deleted: it is used by {1}. Clear In Use instead, so that nobody uses it any more; what is frozen stays as it is."
			).format(figure.label, named),
			title=_("Figure in Use"),
		)


def used_in(figure) -> list[str]:
	"""What the places are called, those of frozen reports first."""
	named = (figure.label, figure.code)
	frozen = frappe.get_all(
		"Annual Report Figure",
		filters={"figure": figure.code},
		pluck="parent",
		order_by="parent",
		distinct=True,
	)
	places = [_("the frozen report {0}").format(name) for name in frozen]
	section, report = frappe.qb.DocType("Annual Report Section"), frappe.qb.DocType("Annual Report")
	drafts = (
		frappe.qb.from_(section)
		.join(report)
		.on(report.name == section.parent)
		.select(section.parent, section.body)
		.where(report.docstatus == 0)
		.where(section.body.like(f"%{figure.label}%") | section.body.like(f"%{figure.code}%"))
		.orderby(section.parent, section.idx)
		.run()
	)
	places += dict.fromkeys(
		_("the report {0}").format(parent) for parent, body in drafts if placeholders.mentions(body, named)
	)
	paragraphs = frappe.get_all(
		"Report Paragraph", fields=["name", "heading", "text", "needs"], order_by="sequence, name"
	)
	places += [
		_("the report paragraph “{0}” ({1})").format(each.heading or "", each.name)
		for each in paragraphs
		if each.needs == figure.code or placeholders.mentions(each.text, named)
	]
	return places
