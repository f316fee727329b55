"""The scope rule's list condition of each DocType, under the DocType's own name.

Early v15 calls a permission_query_conditions hook without saying which DocType is asked for, so each
DocType is given a function of its own here; none is written by hand.
"""

from functools import partial

from fazhi_governance.kinds import GOVERNED_DOCTYPES, KEPT_BESIDE, TABLES
from fazhi_governance.scope import UNIT, beside_condition, list_condition

_DOCTYPES = {doctype.lower().replace(" ", "_"): doctype for doctype in (UNIT, *GOVERNED_DOCTYPES, *TABLES)}
_BESIDE = {doctype.lower().replace(" ", "_"): doctype for doctype in KEPT_BESIDE}


def __getattr__(name: str):
	if name not in _DOCTYPES and name in _BESIDE:
		return partial(beside_condition, doctype=_BESIDE[name])
	if name not in _DOCTYPES:
		raise AttributeError(f"{name} is no governed DocType, see fazhi_governance/kinds.py")
	return partial(list_condition, doctype=_DOCTYPES[name])
