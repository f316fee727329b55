"""The records of the bench site: ten years of 100 streets with 10 communities each, in the shares of real offices.

Rows go straight into the tables, for a million documents would be days of validation; what documents derive
(clocks, counts, states that follow from dates) is filled in so that it agrees with the rest of the row. The same
size gives the same rows every time, and a smaller size is not a part of a larger one.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.base_document import get_controller
from frappe.utils import add_to_date

from fazhi_governance.kinds import GOVERNED_DOCTYPES
from fazhi_governance.scope import UNIT
from fazhi_governance.statute.clocks import kind_of

FIRST_YEAR, YEARS = 2015, 10
TODAY = date(FIRST_YEAR + YEARS - 1, 12, 31)
STREETS, COMMUNITIES = 100, 10
# the streets of the larger district: its officer has two thirds of all records in scope
NORTH = 70
BATCH = 2000
SEED = 20241231

CITY, NORTH_DISTRICT, SOUTH_DISTRICT = "测试市", "测试北区", "测试南区"
DISTRICT_OFFICER, STREET_OFFICER, CLERK = (
	f"{who}@bench.invalid" for who in ("district.officer", "street.officer", "clerk")
)

# record kind → how many of each thousand records, the day that a record belongs to, rows in each of its tables
SHARES = {
	"Law Publicity Activity": (170, "held_on", {"laws": 1.5}),
	"Mediation Case": (150, "received_on", {"persons": 2, "sessions": 1, "follow_ups": 0.6}),
	"Dispute Screening": (135, "screened_on", {"disputes": 0.7}),
	"Service Inquiry": (130, "asked_on", {}),
	"Petition": (85, "received_on", {"persons": 1.2, "actions": 0.5}),
	"Monthly Tally": (80, "month_on", {}),
	"Training Record": (50, "held_on", {"attendees": 8, "laws": 1}),
	"Enforcement Case": (35, "filed_on", {"officers": 2, "clock_events": 0.1}),
	"Disclosure Item": (30, "created_on", {}),
	"Governance Meeting": (20, "held_on", {"agenda_items": 3, "attendees": 6}),
	"Governance Task": (20, "deployed_on", {"progress_log": 2, "co_units": 0.5}),
	"Leader Reception": (15, "planned_on", {"petitions": 0.5}),
	"Leader Duty Record": (12, "acted_on", {}),
	"Law Advisor Consultation": (12, "asked_on", {"materials": 0.5}),
	"Reviewable Matter": (8, "issued_on", {}),
	"Legality Review": (7, "submitted_on", {"materials": 3, "findings": 2}),
	"Supervision Notice": (6, "issued_on", {}),
	"Joint Enforcement": (6, "held_on", {}),
	"Law Literate Resident": (5, "chosen_on", {"actions": 3}),
	"Supervision Matter": (4, "found_on", {}),
	"Shortcoming": (4, "raised_on", {}),
	"Service Item": (3, "listed_on", {}),
	"Unit Assessment": (2, "assessed_to", {"scores": 12}),
	"Publicity Venue": (2, "built_on", {"upkeep": 4}),
	"Enforcement Officer": (2, "certificate_from", {}),
	"Enforcement Item": (2, "held_from", {}),
	"Major Decision": (1, "started_on", {"drafts": 2, "participations": 2, "comments": 2, "risk_points": 1}),
	"Work Plan": (1, "adopted_on", {}),
	"Annual Report": (1, "cut_off_on", {"sections": 12}),
	"Leading Group": (1, "established_on", {"members": 9, "adjustments": 1}),
	"Law Advisor": (1, "engaged_from", {}),
}
# how often a day that may be missing is there, and how many days it comes after the record's own at most
DAYS = {
	"closed_on": (0.9, 40),
	"agreement_on": (0.8, 30),
	"answered_on": (0.9, 20),
	"dealt_with_on": (0.8, 20),
	"published_on": (0.8, 20),
	"certificate_to": (1, 1825),
	"engaged_to": (1, 1095),
	"due_on": (1, 300),
	"decided_on": (0.8, 80),
	"completed_on": (0.8, 280),
	"concluded_on": (0.8, 55),
	"accepted_on": (0.9, 14),
	"notified_on": (0.85, 15),
	"year": (1, 0),
	# what ends long after it began
	"left_on": (0.1, 2000),
	"withdrawn_on": (0.1, 2000),
	"dissolved_on": (0.05, 2500),
	"held_to": (0.1, 2500),
	"set_aside_on": (0.01, 200),
	"contested_on": (0.02, 200),
	"reconsideration_received_on": (0.02, 200),
	"lawsuit_received_on": (0.02, 200),
	"review_asked_on": (0.03, 90),
	"recheck_asked_on": (0.01, 150),
	"hearing_on": (0.03, 40),
}
OTHER_DAYS = (0.3, 60)
TEXTS = {"Data": (6, 16), "Small Text": (20, 60), "Text": (60, 160), "Long Text": (200, 400)}
CHARACTERS = "依法治理社区街道居民纠纷调解宣传培训审查决定执法公开服务信访学习会议整改落实推进工作机制"


def generate(size: int) -> dict[str, int]:
	"""Replace all records of the site by `size` new ones; record kind or table → rows."""
	frappe.flags.current_date = TODAY
	_make_units()
	_make_users()
	made = Counter()
	for doctype, (share, _day, _tables) in SHARES.items():
		made.update(_Kind(doctype, max(size * share // 1000, 1)).write())
	for table in made:
		frappe.db.sql(f"analyze table `tab{table}`")
	frappe.db.commit()
	frappe.clear_cache()
	return dict(made)


def street(number: int) -> str:
	return f"测试{number:03d}街道"


def community(number: int, of_street: int) -> str:
	return f"测试{of_street:03d}街道第{number:02d}社区"


def _make_units():
	"""A city of two districts; nested-set numbers written as the tree is walked."""
	rows, count = [], 0

	def walk(name: str, kind: str, parent: str | None, below: list):
		nonlocal count
		left = count = count + 1
		for each in below:
			walk(*each[:2], name, each[2])
		count += 1
		rows.append((name, kind, parent or "", int(bool(below)), left, count))

	def street_of(number: int) -> tuple:
		below = [(community(each, number), "Community", []) for each in range(1, COMMUNITIES + 1)]
		return street(number), "Sub-district Office", below

	streets = [street_of(number) for number in range(1, STREETS + 1)]
	districts = [
		(NORTH_DISTRICT, "Other", streets[:NORTH]),
		(SOUTH_DISTRICT, "Other", streets[NORTH:]),
	]
	walk(CITY, "Other", None, districts)
	frappe.db.truncate(UNIT)
	fields = ("name", "unit_type", "parent_governance_unit", "is_group", "lft", "rgt")
	_insert(
		UNIT,
		(*fields, "unit_name", "case_number_prefix", "creation", "modified"),
		[(*row, row[0], row[0][2:5], TODAY, TODAY) for row in rows],
	)


def _make_users():
	for email, role, unit in (
		(DISTRICT_OFFICER, "Fazhi Officer", NORTH_DISTRICT),
		(STREET_OFFICER, "Fazhi Officer", street(1)),
		(CLERK, "Community Clerk", community(1, 1)),
	):
		if not frappe.db.exists("User", email):
			user = frappe.new_doc("User")
			user.update({"email": email, "first_name": email, "send_welcome_email": 0})
			user.append("roles", {"role": role})
			user.insert()
		if not frappe.db.exists("User Permission", {"user": email, "for_value": unit}):
			permission = frappe.new_doc("User Permission")
			permission.update({"user": email, "allow": UNIT, "for_value": unit}).insert()


@cache
def _texts() -> dict[str, list[str]]:
	pick = random.Random(SEED)
	return {
		kind: ["".join(pick.choices(CHARACTERS, k=pick.randint(*span))) for _ in range(2000)]
		for kind, span in TEXTS.items()
	}


class _Kind:
	"""The records of one kind, column by column for a batch of them."""

	def __init__(self, doctype: str, size: int):
		self.doctype, self.size = doctype, size
		self.meta = frappe.get_meta(doctype)
		self.day, self.tables = SHARES[doctype][1:]
		self.clocks = get_controller(doctype).clocks
		self.random = random.Random(f"{SEED} {doctype}")
		self.texts = {
			kind: [
				"".join(self.random.choices(CHARACTERS, k=self.random.randint(*span))) for _ in range(2000)
			]
			for kind, span in TEXTS.items()
		}
		self.laws = frappe.get_all("Law", pluck="name", order_by="name")

	def write(self) -> Counter:
		rows = Counter()
		frappe.db.truncate(self.doctype)
		for fieldname in self.tables:
			frappe.db.delete(self.table_of(fieldname), {"parenttype": self.doctype})
		for first in range(0, self.size, BATCH):
			columns = self.records(first, min(BATCH, self.size - first))
			rows[self.doctype] += _insert(self.doctype, columns.keys(), zip(*columns.values(), strict=True))
			for fieldname, average in self.tables.items():
				table = self.table_of(fieldname)
				below = self.rows(fieldname, average, columns["name"], columns[self.day], columns["unit"])
				rows[table] += _insert(table, below.keys(), zip(*below.values(), strict=True))
			frappe.db.commit()
		return rows

	def table_of(self, fieldname: str) -> str:
		return self.meta.get_field(fieldname).options

	# --- records --------------------------------------------------------------------------------

	def records(self, first: int, count: int) -> dict[str, list]:
		pick = self.random
		# in the order in which they were entered, as in a site of ten years
		whole = YEARS * 365
		days = [
			date(FIRST_YEAR, 1, 1)
			+ timedelta(days=(first + number) * whole // self.size + pick.randint(0, 2))
			for number in range(count)
		]
		streets = [pick.randint(1, STREETS) for _ in range(count)]
		units = [
			street(each) if pick.random() < 0.2 else community(pick.randint(1, COMMUNITIES), each)
			for each in streets
		]
		columns = {
			"name": [self.name(first + number, day) for number, day in enumerate(days)],
			"creation": days,
			"modified": days,
			"owner": [f"officer{each}@bench.invalid" if each > 1 else STREET_OFFICER for each in streets],
			"modified_by": ["Administrator"] * count,
			"docstatus": [int(bool(self.meta.is_submittable))] * count,
			"unit": units,
		}
		columns |= self.fields(self.meta, days, units, skipped={"unit"})
		self.agree(columns)
		for clock in self.clocks:
			self.run(clock, columns)
		return columns

	def name(self, number: int, day: date) -> str:
		initials = "".join(word[0] for word in self.doctype.split())
		return f"{initials}{len(self.doctype)}-{day.year}-{number:06d}"

	def fields(
		self, meta, days: list[date], units: list[str], skipped: set[str] = frozenset()
	) -> dict[str, list]:
		columns = {}
		for df in meta.fields:
			is_stored = df.fieldtype not in (*no_value_fields, *table_fields) and not df.get("is_virtual")
			if is_stored and df.fieldname not in skipped:
				columns[df.fieldname] = self.values(df, days, units)
		return columns

	def values(self, df, days: list[date], units: list[str]) -> list:
		pick, count = self.random, len(days)
		if df.fieldname == self.day:
			return days
		if df.fieldtype == "Date":
			return self.later(df, days)
		if df.fieldtype == "Select":
			options = (df.options or "").split("\n")
			# those that stand first are met most often; an empty one seldom
			weights = [0.3 if not option else 1 / (rank + 1) for rank, option in enumerate(options)]
			return pick.choices(options, weights, k=count)
		if df.fieldtype == "Check":
			return pick.choices((0, 1), (0.75, 0.25), k=count)
		if df.fieldname == "year":
			return [day.year for day in days]
		if df.fieldtype == "Int":
			return pick.choices(range(60), k=count)
		if df.fieldtype in ("Float", "Percent", "Currency", "Rating"):
			scale = {"Currency": 100, "Rating": 0.01}.get(df.fieldtype, 1)
			return [each * scale for each in pick.choices(range(100), k=count)]
		if df.fieldtype == "Link":
			return self.linked(df, units)
		if df.unique:
			return [None] * count  # it has a number or none; no figure asks for it
		if df.fieldtype in TEXTS:
			is_filled = df.reqd or df.in_list_view or df.fieldtype != "Data" or pick.random() < 0.3
			return pick.choices(self.texts[df.fieldtype], k=count) if is_filled else [None] * count
		return [None] * count

	def later(self, df, days: list[date]) -> list[date | None]:
		share, span = DAYS.get(df.fieldname, OTHER_DAYS)
		if df.reqd:
			share = 1
		pick = self.random
		found = (
			day + timedelta(days=int(pick.random() * span)) if pick.random() < share else None for day in days
		)
		lies_ahead = df.reqd or span > 365
		return [day if day and (day <= TODAY or lies_ahead) else None for day in found]

	def linked(self, df, units: list[str]) -> list:
		count = len(units)
		if df.options == UNIT:
			return units if df.reqd else [None] * count
		if df.options == "Law":
			return self.random.choices(self.laws, k=count)
		if df.options in ("Publicity Programme", "Tally Kind"):
			return self.random.choices([f"测试{df.options}{number}" for number in range(20)], k=count)
		if df.options in ("Law Literate Resident", "Enforcement Officer", "Law Advisor"):
			initials = "".join(word[0] for word in df.options.split())
			names = [f"{initials}{len(df.options)}-2018-{number:06d}" for number in range(300)]
			return self.random.choices(names, k=count)
		return [None] * count

	def agree(self, columns: dict[str, list]):
		"""What follows from other fields of the row, where a figure or a list reads both."""
		count = len(columns["name"])
		if self.doctype == "Mediation Case":
			columns["case_number"] = [f"〔{name[5:9]}〕{name[10:]}号" for name in columns["name"]]
			columns["status"] = ["Concluded" if day else "In Mediation" for day in columns["closed_on"]]
			for name in ("result", "agreement_on", "performed_on", "followed_up_on", "archived_on"):
				rows = zip(columns["closed_on"], columns[name], strict=True)
				nothing = "" if name == "result" else None
				columns[name] = [value if closed else nothing for closed, value in rows]
		if self.doctype == "Petition":
			columns["purpose"] = self.random.choices(
				("Claim", "Public Suggestion", "Accusation"), (90, 8, 2), k=count
			)
		if self.doctype == "Unit Assessment":
			columns["scheme"] = [f"AS-{name[-6:]}" for name in columns["name"]]
		if self.doctype == "Monthly Tally":
			# of each month one number for a unit and a kind
			columns["month_on"] = [day.replace(day=1) for day in columns["month_on"]]
			columns["unit"] = [street(1 + int(name[-6:]) % STREETS) for name in columns["name"]]
			columns["tally_kind"] = [
				f"测试Tally Kind{int(name[-6:]) // STREETS % 20}" for name in columns["name"]
			]

	def run(self, clock, columns: dict[str, list]):
		"""Of clocks that ran long ago all but a few have been met."""
		starts, stops = columns[clock.start], columns[clock.stop]
		holds = [True] * len(starts)
		for fieldname, value in clock.when.items():
			wanted = value if isinstance(value, tuple) else (value,)
			holds = [held and each in wanted for held, each in zip(holds, columns[fieldname], strict=True)]
		due, warn = [], []
		is_expiry = kind_of(clock) == "Expiry"
		for number, (start, held) in enumerate(zip(starts, holds, strict=True)):
			if not (start and held):
				due.append(None)
				warn.append(None)
				continue
			begin = date(start, 12, 31) if isinstance(start, int) else start
			day = begin + timedelta(days=self.random.randint(20, 60) if not is_expiry else 1000)
			due.append(day)
			warn.append(day - timedelta(days=7))
			if stops[number] is None and day < add_to_date(TODAY, days=-20) and self.random.random() < 0.998:
				stops[number] = day - timedelta(days=self.random.randint(0, 15))
		columns[clock.due], columns[clock.warn] = due, warn

	# --- the rows of their tables ---------------------------------------------------------------

	def rows(self, fieldname: str, average: float, names: list, days: list, units: list) -> dict[str, list]:
		meta = frappe.get_meta(self.table_of(fieldname))
		amounts = [int(average) + (self.random.random() < average % 1) for _ in names]
		repeated = [number for number, amount in enumerate(amounts) for _ in range(amount)]
		of_day, of_unit = [days[number] for number in repeated], [units[number] for number in repeated]
		return {
			"name": [f"{self.random.getrandbits(64):016x}" for _ in repeated],
			"parent": [names[number] for number in repeated],
			"parenttype": [self.doctype] * len(repeated),
			"parentfield": [fieldname] * len(repeated),
			"idx": [each + 1 for amount in amounts for each in range(amount)],
			"creation": of_day,
			"modified": of_day,
			**self.fields(meta, of_day, of_unit),
		}


def _insert(doctype: str, fields, rows: Iterator[tuple]) -> int:
	rows = list(rows)
	if rows:
		names = ", ".join(f"`{field}`" for field in fields)
		places = ", ".join(["%s"] * len(tuple(fields)))
		# pypika takes minutes to write what the driver sends in seconds
		frappe.db._cursor.executemany(f"insert into `tab{doctype}` ({names}) values ({places})", rows)
	return len(rows)


assert sum(share for share, *_ in SHARES.values()) == 1000
assert SHARES.keys() <= set(GOVERNED_DOCTYPES)
