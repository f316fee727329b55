"""The people of a record as a register names them: hidden, unless it is exported in the clear."""

from collections.abc import Callable

import frappe

from fazhi_governance.privacy import reveal

NAME = "persons.person_name"


def people(doctype: str, parts: tuple[str, ...] = ()) -> Callable[[list[str]], list[str]]:
	"""A column's `compute` over the names of records: 王**、示例物业公司.

	:param parts: only who takes these parts in the matter, as Petitioner; empty: everyone
	"""

	def named(names: list[str]) -> list[str]:
		person = frappe.qb.DocType("Involved Person")
		query = (
			frappe.qb.from_(person)
			.select(person.parent, person.name, person.person_name, person.organisation)
			.where((person.parenttype == doctype) & person.parent.isin(names))
			.orderby(person.parent)
			.orderby(person.idx)
		)
		if parts:
			query = query.where(person.role.isin(parts))
		clear = reveal.clear_texts(doctype, names, NAME)
		listed = {name: [] for name in names}
		for parent, row, name, organisation in query.run():
			listed[parent].append(organisation or clear.get((parent, row), name))
		return ["、".join(filter(None, listed[name])) for name in names]

	return named
