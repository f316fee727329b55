"""纠纷类型与结果: of the disputes taken up in a period, how each type has ended and what is still open."""

from collections import Counter

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum

from fazhi_governance import reporting
from fazhi_governance.fazhi_governance.doctype.mediation_case.mediation_case import SUCCESSFUL
from fazhi_governance.reporting import BLUE, GRAY, GREEN, RED, Asked, column, figure

CASE, IN_MEDIATION = "Mediation Case", "In Mediation"
UNSUCCESSFUL = ("No Agreement", "Mediation Refused")


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of(filters)
	types = counted(asked)
	rows = [row(name, types[name]) for name in in_order(types)]
	every = Counter()
	for type_counts in types.values():
		every.update(type_counts)
	return columns(), rows, note(), chart(rows), summary(every)


def columns() -> list[dict]:
	return [
		column("dispute_type", _("Type of Dispute"), width=160),
		column("received", _("Taken Up"), "Int", 90),
		*(column(frappe.scrub(result), reporting.worded(result), "Int", 100) for result in results()),
		column("in_mediation", _("In Mediation"), "Int", 90),
		column("success_rate", _("Success Rate"), "Percent", 100),
		column("persons", _("Persons Concerned"), "Int", 100),
		column("amount", _("Amount Concerned (yuan)"), "Currency", 130),
	]


def note() -> str:
	return _(
		"Counted are the cases received in the period, with the result they have today. Success rate = written and oral agreements ÷ these and those ended without agreement or refused; withdrawn and transferred cases and those in mediation are left out."
	)


def results() -> list[str]:
	return [each for each in frappe.get_meta(CASE).get_options("result").split("\n") if each]


def counted(asked: Asked) -> dict[str, Counter]:
	"""Type → how many cases have each result, and the sums over all of them; one query."""
	case = frappe.qb.DocType(CASE)
	found = (
		frappe.qb.from_(case)
		.select(
			case.dispute_type,
			case.status,
			case.result,
			Count("*").as_("cases"),
			Sum(case.persons_count).as_("persons"),
			Sum(case.amount).as_("amount"),
		)
		.where(asked.within(case.received_on))
		.where(reporting.in_scope(case, CASE, asked.unit))
		.groupby(case.dispute_type, case.status, case.result)
		.run(as_dict=True)
	)
	types = {}
	for each in found:
		outcome = IN_MEDIATION if each.status == IN_MEDIATION else each.result
		types.setdefault(each.dispute_type, Counter()).update(
			{
				outcome: each.cases,
				"received": each.cases,
				"persons": each.persons or 0,
				"amount": each.amount or 0,
			}
		)
	return types


def in_order(types: dict[str, Counter]) -> list[str]:
	"""The type met most often first."""
	return sorted(types, key=lambda name: (-types[name]["received"], name))


def row(name: str, counts: Counter) -> dict:
	line = {
		"dispute_type": reporting.worded(name),
		**{fieldname: counts[fieldname] for fieldname in ("received", "persons", "amount")},
		**{frappe.scrub(result): counts[result] for result in results()},
		"in_mediation": counts[IN_MEDIATION],
		"success_rate": success_rate(counts),
	}
	for result in UNSUCCESSFUL:
		if counts[result]:
			reporting.colour(line, frappe.scrub(result), RED)
	return line


def success_rate(counts: Counter) -> float | None:
	resolved = sum(counts[result] for result in SUCCESSFUL)
	return reporting.percentage(resolved, resolved + sum(counts[result] for result in UNSUCCESSFUL))


def chart(rows: list[dict]) -> dict | None:
	def sums(names: tuple[str, ...]) -> list[int]:
		return [sum(row[frappe.scrub(name)] for name in names) for row in rows]

	return reporting.bars(
		[row["dispute_type"] for row in rows],
		{
			_("Settled"): (sums(SUCCESSFUL), GREEN),
			_("Ended Without Agreement"): (sums(UNSUCCESSFUL), RED),
			_("Withdrawn or Transferred"): (sums(("Withdrawn", "Transferred")), GRAY),
			_("In Mediation"): (sums((IN_MEDIATION,)), BLUE),
		},
		is_stacked=True,
	)


def summary(every: Counter) -> list[dict]:
	unsuccessful, rate = sum(every[each] for each in UNSUCCESSFUL), success_rate(every)
	return [
		figure(_("Taken Up"), every["received"]),
		figure(_("Settled"), sum(every[each] for each in SUCCESSFUL), indicator=GREEN),
		figure(_("Ended Without Agreement"), unsuccessful, indicator=RED if unsuccessful else ""),
		figure(_("In Mediation"), every[IN_MEDIATION], indicator=BLUE),
		*([figure(_("Success Rate"), rate, "Percent", BLUE)] if rate is not None else []),
	]
