"""A workspace without what would refuse whoever opens it, in the place of Frappe's own.

Frappe takes the right to make records of a kind for the right to read them; who may look at personal data makes
entries in a log that others read.
"""

import frappe
from frappe.desk import desktop


@frappe.whitelist(methods=["GET", "POST"])
def get_desktop_page(page: str) -> dict:
	"""What stands on a workspace, for the user.

	:param page: JSON: {"name", "title", "public"} of the workspace
	:raises frappe.PermissionError: it belongs to a module that is not the user's
	"""
	answer = desktop.get_desktop_page(page)
	if not answer:  # there is no such workspace
		return answer
	for card in answer["cards"]["items"]:
		card["links"] = [link for link in card["links"] if _opens(link["link_type"], link["link_to"])]
	answer["cards"]["items"] = [card for card in answer["cards"]["items"] if card["links"]]
	shortcuts = answer["shortcuts"]
	shortcuts["items"] = [each for each in shortcuts["items"] if _opens(each["type"], each["link_to"])]
	return answer


def _opens(kind: str, name: str) -> bool:
	return kind.lower() != "doctype" or frappe.has_permission(name, "read")
