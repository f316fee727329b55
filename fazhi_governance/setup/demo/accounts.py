"""The demo's accounts: one for each role. A password is known only where it was set: printed, or in a file."""

import json
import os
import secrets
from pathlib import Path

import frappe
from frappe.utils.password import check_password, update_password

from fazhi_governance.setup.demo import year
from fazhi_governance.setup.seed import read


def users() -> dict[str, str]:
	"""Role → e-mail, in the order of the data."""
	return {row["roles"][0]["role"]: row["email"] for row in read(year.FOLDER / "users.json")["rows"]}


def load(password: str | None = None, file: Path | None = None) -> tuple[int, dict[str, str | None]]:
	"""Load the demo year, with accounts that can be entered. Returns how many records were made, and
	e-mail → password; None for an account of an earlier load whose password no one has named here.

	:param password: for all accounts, else each gets one of its own
	:param file: keeps the passwords as JSON; those in it are kept while they fit. With a file or a password,
		an account whose password is not known gets a new one
	"""
	present = existing()
	passwords = {user: _fitting(user, password, file) for user in present}
	fresh = {user: password or secrets.token_hex(8) for user in users().values()}
	made = year.load(fresh)
	for user in existing():
		if user not in present:
			passwords[user] = fresh[user]
		elif not passwords[user] and (password or file):
			update_password(user, fresh[user])
			year.close_sessions(user)
			passwords[user] = fresh[user]
	if file:
		write(file, passwords)
	return made, passwords


def existing() -> list[str]:
	return frappe.get_all(
		"Demo Record", filters={"reference_doctype": "User"}, pluck="reference_name", order_by="sequence"
	)


def write(file: Path, passwords: dict[str, str]):
	"""Role → {"user", "password"} as JSON, readable by its owner only."""
	accounts = {
		role: {"user": user, "password": passwords[user]}
		for role, user in users().items()
		if user in passwords
	}
	file.parent.mkdir(parents=True, exist_ok=True)
	descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
	with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
		os.fchmod(handle.fileno(), 0o600)  # a file that was there keeps its mode otherwise
		handle.write(json.dumps(accounts, ensure_ascii=False, indent=1) + "\n")


def _fitting(user: str, password: str | None, file: Path | None) -> str | None:
	"""The given password, else the one in the file, if it opens the account."""
	written = json.loads(file.read_text(encoding="utf-8")) if file and file.exists() else {}
	claimed = {account["user"]: account["password"] for account in written.values()}
	claim = password or claimed.get(user)
	return claim if claim and _opens(user, claim) else None


def _opens(user: str, password: str) -> bool:
	try:
		check_password(user, password, delete_tracker_cache=False)
	except frappe.AuthenticationError:
		return False
	return True
