"""The keys under which personal data lies: for reading it again, and for knowing it again without reading it.

A site seals with its own `encryption_key`, as Frappe's passwords are; `rotate` gives it keys of its own, kept
under `fazhi_sealing_keys` in site_config.json, the newest first. Who backs up a site backs up site_config.json.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

import frappe
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from frappe import _
from frappe.installer import update_site_config
from frappe.utils.password import get_encryption_key

from fazhi_governance.core.masking import normal

CONFIG = "fazhi_sealing_keys"
BATCH = 1000


def seal(text: str) -> str:
	return _cipher().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
	"""
	:raises frappe.ValidationError: the site's keys do not fit
	"""
	try:
		return _cipher().decrypt(sealed.encode()).decode()
	except InvalidToken:
		frappe.throw(
			_(
				"The personal data was sealed under another key. Put the site_config.json that belongs to this "
				"database back in its place (encryption_key, fazhi_sealing_keys)."
			),
			title=_("Personal Data Cannot Be Read"),
		)


def digest(kind: str, text: str) -> str:
	"""What the same data of the same kind always gives, and no one without the key can search for: 64 hex digits."""
	return hmac.digest(_digesting(_keys()[0]), f"{kind}:{text}".encode(), hashlib.sha256).hex()


def rotate() -> int:
	"""Seal everything anew under a key made now, and forget the old ones; returns how many values there are.

	All in one transaction, which is committed here: until the new key stands alone in site_config.json the old
	ones still open everything, so a rotation that breaks off is simply run again.

	:raises frappe.ValidationError: the site is not in maintenance mode, so someone might seal under an old key
	"""
	if not frappe.local.conf.maintenance_mode:
		frappe.throw(
			_("Put the site into maintenance mode first: bench --site SITE set-maintenance-mode on"),
			title=_("Keys of Personal Data"),
		)
	old = _keys()
	_write([Fernet.generate_key().decode(), *old])
	table = frappe.qb.DocType("Sealed Value")
	count, last = 0, ""
	while True:
		rows = (
			frappe.qb.from_(table)
			.select(table.name, table.kind, table.ciphertext)
			.where(table.name > last)
			.orderby(table.name)
			.limit(BATCH)
			.for_update()
			.run()
		)
		for name, kind, ciphertext in rows:
			secret = unseal(ciphertext)
			(
				frappe.qb.update(table)
				.set(table.ciphertext, seal(secret))
				.set(table.digest, digest(kind, normal(kind, secret)))
				.where(table.name == name)
				.run()
			)
		count += len(rows)
		if len(rows) < BATCH:
			break
		last = rows[-1][0]
	frappe.db.commit()  # only now may the old keys go
	_write(_keys()[:1])
	return count


def _write(keys: list[str]):
	update_site_config(CONFIG, keys, validate=False)
	frappe.local.conf[CONFIG] = keys


def _keys() -> list[str]:
	return frappe.local.conf.get(CONFIG) or [get_encryption_key()]


def _cipher() -> MultiFernet:
	return _cipher_of(tuple(_keys()))


@lru_cache(maxsize=1)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
	return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=1)
def _digesting(key: str) -> bytes:
	return hmac.digest(base64.urlsafe_b64decode(key), b"fazhi_governance digest", hashlib.sha256)
