"""What a counted value scores against a target, and how scored things rank."""

from collections.abc import Iterable

PROPORTIONAL, PER_MISSING, PER_EXCESS = (
	"Proportional to Target",
	"Deduct per Missing One",
	"Deduct per One Above",
)
METHODS = (PROPORTIONAL, PER_MISSING, PER_EXCESS)


def score(method: str, value: float, full: float, target: float, deduction: float = 0) -> float:
	"""Between 0 and the full score, with two decimals.

	Proportional: full at the target and above, else in proportion. Per missing one (扣分制): so much off for
	each one that is missing to the target. Per one above: so much off for each one beyond it.
	Raises ValueError for an unknown method, and for a proportion of no target.
	"""
	if method == PROPORTIONAL:
		if target <= 0:
			raise ValueError(f"a target of {target} cannot be reached in proportion")
		reached = full * min(value / target, 1)
	elif method == PER_MISSING:
		reached = full - deduction * max(target - value, 0)
	elif method == PER_EXCESS:
		reached = full - deduction * max(value - target, 0)
	else:
		raise ValueError(f"there is no method {method!r}; use one of {METHODS}")
	return round(min(max(reached, 0), full), 2)


def ranks(scores: Iterable[float]) -> list[int]:
	"""The rank of each, the highest first; equals share one: 1, 2, 2, 4."""
	scores = list(scores)
	return [1 + sum(other > each for other in scores) for each in scores]
