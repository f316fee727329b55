"""应审尽审: of what had to be reviewed before it was decided or signed, how much was, and what was not."""

from dataclasses import dataclass, field
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Min
from frappe.utils import formatdate
from pypika.functions import Coalesce
from pypika.terms import Term

from fazhi_governance import reporting
from fazhi_governance.reporting import Asked
from fazhi_governance.review_summary import DECISION, REVIEW, effective_on, passing

MATTER = "Reviewable Matter"


@dataclass
class Kind:
	"""A kind of matter: how many had to be reviewed, how many were in time, and those that were not.

	:param doctype: in which they are kept
	"""

	name: str
	doctype: str
	due: int = 0
	reviewed: int = 0
	exempt: int = 0
	missed: list[dict] = field(default_factory=list)

	@property
	def total(self) -> int:
		return self.due + self.exempt

	def add(self, other: "Kind"):
		self.due += other.due
		self.reviewed += other.reviewed
		self.exempt += other.exempt
		self.missed += other.missed


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

	def of_months(self) -> dict[tuple[date, str], Kind]:
		"""By the first day of the month and the kind."""
		in_time = self.cleared_on <= self.day
		due = Case().when(in_time, 1).else_(0)
		query = self.records.select(self.day).groupby(self.day)
		if self.kind:
			due = Case().when(self.exempt == 1, None).when(in_time, 1).else_(0)
			query = query.select(self.kind).groupby(self.kind)
		query = query.select(Count(due), Count(Case().when(due == 1, 1)), Count("*"))
		found = {}
		for day, *name, of_these, reviewed, total in query.run():
			kind = Kind(name[0] if name else DECISION, self.doctype, of_these, reviewed, total - of_these)
			month = day.replace(day=1)
			found.setdefault((month, kind.name), Kind(kind.name, self.doctype)).add(kind)
		for row in self.missed():
			found[row.day.replace(day=1), row.get("kind") or DECISION].missed.append(row)
		return found

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


def by_month(asked: Asked) -> dict[date, list[Kind]]:
	"""By the first day of each month in which there was any matter."""
	found = decisions(asked).of_months() | matters(asked).of_months()
	months = sorted({month for month, _kind in found})
	return {month: [found[month, name] for name in names() if (month, name) in found] for month in months}


def of_period(asked: Asked) -> list[Kind]:
	"""Those of which there was any matter, in the order of the form; decisions come first."""
	whole = {}
	for kinds in by_month(asked).values():
		for kind in kinds:
			whole.setdefault(kind.name, Kind(kind.name, kind.doctype)).add(kind)
	return [whole[name] for name in names() if name in whole]


def names() -> list[str]:
	"""Of all kinds there are."""
	return [DECISION, *frappe.get_meta(MATTER).get_options("kind").split("\n")]


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


def why(missed: dict, lang: str | None = None) -> str:
	"""In the user's language, or in the one of a document."""
	if missed["cleared_on"]:
		return _("The opinion came only on {0}", lang).format(formatdate(missed["cleared_on"]))
	return _("No opinion that lets it go on", lang) if missed["opinions"] else _("Not reviewed", lang)
