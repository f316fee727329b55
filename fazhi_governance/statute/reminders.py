"""The daily digest: to each person one message of what is due soon, overdue or returned, and nothing else.

What stays overdue is told to the head of its unit and to the leaders above as well, in their own digests, after
as many days as Fazhi Settings say. Nobody is told of a record that they may not see.
"""

from collections import defaultdict

import frappe
import frappe.defaults
from frappe import _
from frappe.desk.doctype.notification_settings.notification_settings import (
	is_email_notifications_enabled,
	is_notifications_enabled,
)
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.translate import get_user_lang, print_language
from frappe.utils import cint, escape_html, formatdate, get_url, get_url_to_form, today

from fazhi_governance.core.deadlines import DUE_SOON, OVERDUE
from fazhi_governance.scope import UNIT
from fazhi_governance.statute import due

LEADER = "Fazhi Leader"
RETURNED, ESCALATED = "Returned", "Escalated"
# of a section; who has more to do than that reads on in the desk
MOST_LINES = 50
# a person's default: the day of the last digest
TOLD_ON = "fazhi_digest_told_on"
SECTIONS = (OVERDUE, DUE_SOON, RETURNED, ESCALATED)


def send_digests():
	"""Tell everyone once a day."""
	settings = frappe.get_doc("Fazhi Settings")
	if not settings.sends_digest:
		return
	sends_mail = (
		settings.sends_mail and not frappe.are_emails_muted() and EmailAccount.find_default_outgoing()
	)
	for user, sections in digests(settings).items():
		message = _each_for_itself(_tell, user, sections)
		if message and sends_mail:
			_each_for_itself(_mail, user, *message)


def _each_for_itself(step, user: str, *args):
	"""Where a step fails for one person, it is undone and logged, and the others are still told."""
	frappe.db.savepoint("digest")
	try:
		return step(user, *args)
	except Exception:
		frappe.db.rollback(save_point="digest")
		frappe.log_error(title=f"Daily digest of {user}")


def digests(settings) -> dict[str, dict[str, list[dict]]]:
	"""user → section → rows of `statute.due`; people without any row are left out."""
	found = defaultdict(lambda: defaultdict(list))
	late = [row for row in due.due_for_anyone() if row["state"] in (OVERDUE, DUE_SOON)]
	for row in late:
		found[row["who"]][row["state"]].append(row)
	for row in due.returned_to_anyone():
		found[row["who"]][RETURNED].append(row)
	for user, row in _escalated([row for row in late if row["state"] == OVERDUE], settings):
		if row not in found[user][OVERDUE] and row not in found[user][ESCALATED]:
			found[user][ESCALATED].append(row)

	people = _people(found)
	told = {user: _visible(user, sections) for user, sections in found.items() if user in people}
	return {user: sections for user, sections in told.items() if any(sections.values())}


def _escalated(rows: list[dict], settings):
	units = {
		unit.name: unit
		for unit in frappe.get_all(UNIT, fields=["name", "parent_governance_unit", "head"], order_by="name")
	}
	leaders = frappe.get_all(
		"Has Role", filters={"role": LEADER, "parenttype": "User"}, pluck="parent", order_by="parent"
	)
	people = _people({*leaders, *(unit.head for unit in units.values())})
	for row in rows:
		if -row["days"] > cint(settings.head_after_days) and (head := _head(row["unit"], units, people)):
			yield head, row
		if -row["days"] > cint(settings.leader_after_days):
			yield from ((leader, row) for leader in leaders if leader in people)


def _head(unit: str, units: dict, people: set[str]) -> str | None:
	"""The head of the unit, or of the nearest unit above that has one."""
	while unit := units.get(unit):
		if unit.head in people:
			return unit.head
		unit = unit.parent_governance_unit


def _people(users) -> set[str]:
	"""Those who can still log in; Administrator is an account, nobody's desk."""
	names = [user for user in users if user and user not in frappe.STANDARD_USERS]
	filters = {"name": ["in", names], "enabled": 1, "user_type": "System User"}
	return set(frappe.get_all("User", filters=filters, pluck="name", order_by="name"))


def _visible(user: str, sections: dict[str, list[dict]]) -> dict[str, list[dict]]:
	asked = defaultdict(set)
	for row in (row for rows in sections.values() for row in rows):
		asked[row["doctype"]].add(row["name"])
	seen = {doctype: due.seen_by(user, doctype, sorted(names)) for doctype, names in asked.items()}
	return {
		section: [row for row in sections[section] if row["name"] in seen[row["doctype"]]]
		for section in SECTIONS
	}


def _tell(user: str, sections: dict[str, list[dict]]) -> tuple[str, str] | None:
	"""In the desk. Returns subject and body, unless the person was told today already or wants no notifications."""
	told_today = {"parent": user, "defkey": TOLD_ON, "defvalue": today()}
	if not is_notifications_enabled(user) or frappe.db.exists("DefaultValue", told_today):
		return None
	with print_language(get_user_lang(user)):
		subject, body = _subject(sections), _body(sections)
	log = frappe.new_doc("Notification Log", for_user=user, type="Alert", subject=subject)
	# within the desk a link needs no host
	log.email_content = body.replace(f'href="{get_url()}/', 'href="/')
	log.insert(ignore_permissions=True)
	frappe.defaults.set_user_default(TOLD_ON, today(), user)
	return subject, body


def _mail(user: str, subject: str, body: str):
	if is_email_notifications_enabled(user):
		frappe.sendmail(recipients=[user], subject=subject, message=body)


def _subject(sections: dict[str, list[dict]]) -> str:
	counts = {
		OVERDUE: _("{0} overdue"),
		DUE_SOON: _("{0} due soon"),
		RETURNED: _("{0} returned to you"),
		ESCALATED: _("{0} overdue in your units"),
	}
	told = "，".join(text.format(len(sections[key])) for key, text in counts.items() if sections[key])
	return _("Reminder of law-based work: {0}").format(told)


def _body(sections: dict[str, list[dict]]) -> str:
	headings = {
		OVERDUE: _("Overdue"),
		DUE_SOON: _("Due Soon"),
		RETURNED: _("Returned to You"),
		ESCALATED: _("Overdue in Your Units"),
	}
	parts = []
	for section, heading in headings.items():
		if rows := sections[section]:
			parts.append(f"<p><b>{escape_html(heading)}</b></p>")
			line = _returned_line if section == RETURNED else _due_line
			parts.append(f"<ol>{''.join(f'<li>{line(row)}</li>' for row in rows[:MOST_LINES])}</ol>")
			if len(rows) > MOST_LINES:
				parts.append(f"<p>{_('and {0} more').format(len(rows) - MOST_LINES)}</p>")
	return "".join(parts)


def _due_line(row: dict) -> str:
	if row["days"] < 0:
		days = _("overdue by {0} days").format(-row["days"])
	elif row["days"] == 0:
		days = _("due today")
	else:
		days = _("{0} days left").format(row["days"])
	text = _("{0}: due on {1}, {2}. Basis: {3}").format(
		row["clock"], formatdate(row["due_on"]), days, row["basis"]
	)
	return f"{_link(row)}<br>{escape_html(text)}"


def _returned_line(row: dict) -> str:
	text = _("Returned for completion: {0}").format(row["reason"] or _("no reason given"))
	return f"{_link(row)}<br>{escape_html(text)}"


def _link(row: dict) -> str:
	label = f"{_(row['doctype'])}“{row['title']}”（{row['unit']}）"
	return f'<a href="{get_url_to_form(row["doctype"], row["name"])}">{escape_html(label)}</a>'
