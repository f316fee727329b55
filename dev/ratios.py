"""What `make bench` is asked for, and how its numbers grow from one size of the site to the next."""

import os

from console import Failed

SIZES, ROUNDS = "10000,100000,1000000", "7"
LIMITED = 1_000_000  # what is small is mostly what any request costs


def asked() -> tuple[list[int], int, list[str]]:
	"""From SIZE=10000,1000000, ROUNDS=7 and ONLY=figures,desk."""
	sizes, rounds = os.environ.get("SIZE") or SIZES, os.environ.get("ROUNDS") or ROUNDS
	names = [name.strip() for name in os.environ.get("ONLY", "").split(",") if name.strip()]
	try:
		return sorted(int(size) for size in sizes.split(",")), int(rounds), names
	except ValueError:
		hint = f"as make bench SIZE={SIZES} ROUNDS={ROUNDS}"
		raise Failed(f"SIZE={sizes} ROUNDS={rounds}: these are no numbers", hint=hint) from None


def missed(measured: list[dict]) -> bool:
	"""Whether a ratio on the size that the limits are for does not meet its own."""
	return any(not line["is_met"] for told in measured if told["size"] >= LIMITED for line in told["lines"])


def growth(measured: list[dict]) -> list[str]:
	"""A line for each measure: what it was on each size."""
	rows = {}
	for told in measured:
		for line in told["lines"]:
			# how many rows or cases there are is another number on each size
			rows.setdefault((line["measure"], line["unit"]), {})[told["size"]] = line["ours"]
	heads = "".join(f"{told['size']:>14,}" for told in measured)
	lines = [f"\n{'of ours, on so many records':<62}{heads}"]
	for (name, unit), amounts in rows.items():
		cells = "".join(f"{_shown(amounts.get(told['size'])):>14}" for told in measured)
		lines.append(f"{name:<62}{cells} {unit}")
	return lines


def _shown(amount: float | None) -> str:
	if amount is None:
		return "-"
	return f"{amount:,.0f}" if amount >= 100 or amount == int(amount) else f"{amount:.3f}"
