"""应审尽审比对: of what had to be reviewed before it was decided or signed, how much was, and what was not."""

from dataclasses import dataclass, field

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Min
from frappe.utils import formatdate
from pypika.functions import Coalesce
from pypika.terms import Term

from fazhi_governance import reporting
from fazhi_governance.fazhi_governance.doctype.legality_review.legality_review import effective_on, passing
from fazhi_governance.reporting import BLUE, GREEN, RED, Asked, column, figure, link
from fazhi_governance.review_summary import DECISION, REVIEW

MATTER = "Reviewable Matter"


@dataclass
class Kind:
	"""A kind of matter: how many had to be reviewed, how many were in time, and those that were not."""

	name: str
	due: int
	reviewed: int
	exempt: int
	missed: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
	"""Where matters are found; each method is one query.

	:param records: the query of those of the period that the user may see
	:param day: the day by which each had to be reviewed
	:param cleared_on: the day from which its opinion let it go on
	:param opinions: whether there is any opinion
	:param kind: which kind it is; None: decisions
	:param exempt: whether it needs no review; None: each needs one
	"""

	doctype: str
	table: Term
	records: object
	day: Term
	cleared_on: Term
	opinions: Term
	kind: Term | None = None
	exempt: Term | None = None

	def kinds(self) -> list[Kind]:
		in_time = self.cleared_on <= self.day
		due = Case().when(in_time, 1).else_(0)
		query = self.records
		if self.kind:
			due = Case().when(self.exempt == 1, None).when(in_time, 1).else_(0)
			query = query.select(self.kind).groupby(self.kind)
		query = query.select(Count(due), Count(Case().when(due == 1, 1)), Count("*"))
		kinds = {}
		for *name, of_these, reviewed, total in query.run():
			kind = Kind(name[0] if name else DECISION, of_these, reviewed, total - of_these)
			kinds[kind.name] = kind
		for row in self.missed():
			kinds[row.get("kind") or DECISION].missed.append(row)
		return [kind for kind in kinds.values() if kind.due or kind.exempt]

	def missed(self) -> list[dict]:
		table = self.table
		query = self.records.where(self.cleared_on.isnull() | (self.cleared_on > self.day))
		if self.kind:
			query = query.select(self.kind.as_("kind")).where(self.exempt == 0)
		return (
			query.select(
				*(table.title, table.unit, table.name.as_("record"), self.day.as_("day")),
				*(self.cleared_on.as_("cleared_on"), self.opinions.as_("opinions")),
			)
			.orderby(self.day)
			.orderby(table.name)
			.run(as_dict=True)
		)


def execute(filters: dict | None = None) -> tuple:
	asked = Asked.of(filters)
	kinds = {kind.name: (kind, source) for source in sources(asked) for kind in source.kinds()}
	order = [DECISION, *frappe.get_meta(MATTER).get_options("kind").split("\n")]
	found = [kinds[name] for name in order if name in kinds]
	rows = [row for kind, source in found for row in lines(kind, source.doctype)]
	return (
		columns(),
		rows,
		None,
		chart([kind for kind, _source in found]),
		summary([kind for kind, _s in found]),
	)


def columns() -> list[dict]:
	return [
		column("title", _("Matter to Be Reviewed"), width=280),
		column("due", _("To Be Reviewed"), "Int", 80),
		column("reviewed", _("Reviewed in Time"), "Int", 80),
		column("missed", _("Missed"), "Int", 80),
		column("rate", _("Coverage Rate"), "Percent", 90),
		column("exempt", _("Exempt"), "Int", 80),
		column("record", _("Record"), "Dynamic Link", 140, "record_kind"),
		link("unit", _("Unit"), "Governance Unit"),
		column("day", _("Discussed or Issued On"), "Date", 150),
		column("why", _("Why Missed"), width=240),
	]


def sources(asked: Asked) -> tuple[Source, Source]:
	return decisions(asked), matters(asked)


def decisions(asked: Asked) -> Source:
	"""Those on which a meeting has decided, whatever its result."""
	decision, review = frappe.qb.DocType(DECISION), frappe.qb.DocType(REVIEW)
	opinions = (
		frappe.qb.from_(review)
		.select(
			review.matter,
			Min(Case().when(passing(review), effective_on(review))).as_("cleared_on"),
			Count("*").as_("opinions"),
		)
		.where((review.matter_kind == DECISION) & (review.docstatus == 1))
		.groupby(review.matter)
		.as_("given")
	)
	return Source(
		doctype=DECISION,
		table=decision,
		records=(
			frappe.qb.from_(decision)
			.left_join(opinions)
			.on(opinions.matter == decision.name)
			.where(asked.within(decision.discussed_on))
			.where(Coalesce(decision.result, "") != "")
			.where(reporting.in_scope(decision, DECISION, asked.unit))
		),
		day=decision.discussed_on,
		cleared_on=opinions.cleared_on,
		opinions=opinions.opinions,
	)


def matters(asked: Asked) -> Source:
	"""What was issued or signed without a meeting."""
	matter, review = frappe.qb.DocType(MATTER), frappe.qb.DocType(REVIEW)
	return Source(
		doctype=MATTER,
		table=matter,
		records=(
			frappe.qb.from_(matter)
			.left_join(review)
			.on((review.name == matter.review) & (review.docstatus == 1))
			.where(asked.within(matter.issued_on))
			.where(reporting.in_scope(matter, MATTER, asked.unit))
		),
		day=matter.issued_on,
		cleared_on=Case().when(passing(review), effective_on(review)),
		opinions=review.docstatus,
		kind=matter.kind,
		exempt=matter.is_exempt,
	)


def lines(kind: Kind, doctype: str) -> list[dict]:
	"""The kind, and indented below it what was missed."""
	row = {
		"title": reporting.worded(kind.name),
		"due": kind.due,
		"reviewed": kind.reviewed,
		"missed": kind.due - kind.reviewed,
		"rate": reporting.percentage(kind.reviewed, kind.due),
		"exempt": kind.exempt,
		"indent": 0,
	}
	if row["missed"]:
		reporting.colour(row, "missed", RED)
	return [row, *({**each, "record_kind": doctype, "why": why(each), "indent": 1} for each in kind.missed)]


def why(missed: dict) -> str:
	if missed["cleared_on"]:
		return _("The opinion came only on {0}").format(formatdate(missed["cleared_on"]))
	return _("No opinion that lets it go on") if missed["opinions"] else _("Not reviewed")


def chart(kinds: list[Kind]) -> dict | None:
	return reporting.bars(
		[reporting.worded(kind.name) for kind in kinds],
		{
			_("Reviewed in Time"): ([kind.reviewed for kind in kinds], GREEN),
			_("Missed"): ([kind.due - kind.reviewed for kind in kinds], RED),
		},
		is_stacked=True,
	)


def summary(kinds: list[Kind]) -> list[dict]:
	due, reviewed = sum(kind.due for kind in kinds), sum(kind.reviewed for kind in kinds)
	rate = reporting.percentage(reviewed, due)
	return [
		figure(_("To Be Reviewed"), due),
		figure(_("Reviewed in Time"), reviewed, indicator=GREEN),
		figure(_("Missed"), due - reviewed, indicator=RED if due > reviewed else ""),
		figure(_("Exempt"), sum(kind.exempt for kind in kinds)),
		*([figure(_("Coverage Rate"), rate, "Percent", BLUE)] if rate is not None else []),
	]
