"""What the benchmarks share: a request of a user, interleaved timings, and one line for each ratio.

A benchmark is a script of this folder with a `main()`; run.py runs it in the bench's Python, connected to the
bench site. Whatever it measures it tells by `line`: ours, what it is compared with, and the limit of the ratio.
"""

import json
import time
from collections.abc import Callable
from contextlib import contextmanager
from statistics import median
from unittest.mock import patch

import frappe

# of each measured call; the two that are compared take turns, so that a busy moment meets both
ROUNDS = 7
AT_MOST, AT_LEAST = "at most", "at least"

lines: list[dict] = []


def line(
	name: str, ours: float, baseline: float, limit: float, sense: str = AT_MOST, unit: str = "s", of: str = ""
):
	"""Print and keep one ratio.

	:param name: the same whatever the size of the site
	:param of: how much of this site it was that was measured
	:param unit: of both: s, queries, rows/s, MB
	:param sense: AT_MOST or AT_LEAST: on which side of the limit the ratio has to be
	"""
	ratio = ours / baseline if baseline else float(bool(ours))
	is_met = ratio <= limit if sense == AT_MOST else ratio >= limit
	kept = {
		"measure": name,
		"of": of,
		"ours": ours,
		"baseline": baseline,
		"unit": unit,
		"ratio": ratio,
		"sense": sense,
		"limit": limit,
		"is_met": is_met,
	}
	lines.append(kept)
	print(told(kept), flush=True)


def told(kept: dict) -> str:
	name = f"{kept['measure']}, {kept['of']}" if kept["of"] else kept["measure"]
	verdict = "ok" if kept["is_met"] else "MISSED"
	amounts = f"{shown(kept['ours'])} ÷ {shown(kept['baseline'])} {kept['unit']}"
	return f"{name:<70} {amounts:>24} = {kept['ratio']:5.2f}, {kept['sense']} {kept['limit']}: {verdict}"


def shown(amount: float) -> str:
	return f"{amount:,.0f}" if amount >= 100 or amount == int(amount) else f"{amount:.3g}"


def note(text: str):
	"""What a reader of the lines must know."""
	print(f"  {text}", flush=True)


def write(path: str, **about):
	with open(path, "w", encoding="utf-8") as file:
		json.dump({**about, "lines": lines}, file, ensure_ascii=False, indent=1)


# --- time -------------------------------------------------------------------------------------------


def seconds(call: Callable[[], object]) -> float:
	start = time.perf_counter()
	call()
	return time.perf_counter() - start


def interleaved(*calls: Callable[[], float]) -> list[float]:
	"""The median of each of these calls, which answer with the seconds they took; one round goes before."""
	for call in calls:
		call()
	taken = [[call() for call in calls] for _round in range(ROUNDS)]
	return [median(each) for each in zip(*taken, strict=True)]


# --- requests ---------------------------------------------------------------------------------------


def begin_request(user: str):
	"""As at the beginning of a request: nothing is known but what Redis holds."""
	today, site = frappe.flags.current_date, frappe.local.site
	frappe.destroy()
	frappe.init(site=site, sites_path=".", force=True)
	frappe.connect()
	frappe.set_user(user)
	frappe.local.lang = "zh"
	frappe.flags.current_date = today


def of_request(user: str, call: Callable[[], object]) -> Callable[[], float]:
	"""The seconds of a call in a request of its own, without its beginning."""

	def timed() -> float:
		begin_request(user)
		return seconds(call)

	return timed


def queries_of(user: str, call: Callable[[], object]) -> int:
	"""How many statements a call sends in a request of its own, when all that Redis keeps is there."""
	begin_request(user)
	call()
	begin_request(user)
	with counted_queries() as sent:
		call()
	return len(sent)


@contextmanager
def counted_queries():
	"""The list that is yielded fills with the statements sent."""
	sent, sql = [], frappe.db.sql

	def listening(query, *args, **kwargs):
		sent.append(str(query))
		return sql(query, *args, **kwargs)

	with patch.object(frappe.db, "sql", listening):
		yield sent
