"""The desk as a person meets it: a browser logged in as one of the demo's accounts, in Chinese."""

import json
import os
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect, sync_playwright

URL = os.environ.get("FAZHI_URL", "").rstrip("/")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# Frappe's own number field selects whatever has the focus half a second later, be it a button; its workflow
# action leaves the promise of a call that the server refused to nobody; its print view looks for a page of its own
# layout in formats that have another
KNOWN_FAULTS = (
	"document.activeElement.select is not a function",
	"undefined",
	"Cannot read properties of null (reading 'style')",
)
SHOTS = Path(os.environ.get("FAZHI_SHOTS", "out/shots"))


def accounts() -> dict:
	"""role → {"user", "password"}"""
	return json.loads(Path(os.environ["FAZHI_ACCOUNTS"]).read_text())


@contextmanager
def desk(role: str, width: int = 1366, height: int = 900):
	"""A page of the desk, logged in as the demo's account of that role.

	:raises AssertionError: a script on a page has failed
	"""
	account = accounts()[role]
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
		context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
		page = context.new_page()
		page.set_default_timeout(30_000)
		faults = []
		page.on("pageerror", lambda error: str(error) in KNOWN_FAULTS or faults.append(str(error)))
		page.goto(f"{URL}/login")
		page.fill("#login_email", account["user"])
		page.fill("#login_password", account["password"])
		page.click(".btn-login:visible")
		wait_for_workspace(page)
		yield page
		browser.close()
	assert not faults, faults


def wait_for_workspace(page: Page):
	"""Frappe's workspace fails when it is left before it has been drawn."""
	page.wait_for_selector(".codex-editor .ce-block:visible", timeout=60_000)


def go(page: Page, route: str):
	"""By the desk's own router, as a click on a link does; the same on every version of Frappe."""
	page.evaluate("route => frappe.set_route(route)", route)
	page.wait_for_function(
		"() => !document.body.hasAttribute('data-ajax-state') || document.body.dataset.ajaxState === 'complete'"
	)


def fill(page: Page, fieldname: str, value: str):
	"""Type into a field of the open form and leave it."""
	field = page.locator(
		f"[data-fieldname='{fieldname}'] input:visible, [data-fieldname='{fieldname}'] textarea:visible"
	).first
	field.fill(value)
	field.blur()


def pick(page: Page, fieldname: str, text: str):
	"""Choose the record with that text in a link field of the open form."""
	field = page.locator(f"[data-fieldname='{fieldname}'] input:visible").first
	field.click()
	field.press_sequentially(text, delay=20)
	page.locator(f"[data-fieldname='{fieldname}'] .awesomplete li:visible", has_text=text).first.click()
	page.wait_for_function("field => cur_frm.doc[field]", arg=fieldname)


def choose(page: Page, fieldname: str, option: str):
	"""By the option's stored value, not its label."""
	page.locator(f"select[data-fieldname='{fieldname}']:visible").first.select_option(option)


def tick(page: Page, fieldname: str):
	page.locator(f"input[type='checkbox'][data-fieldname='{fieldname}']:visible").first.check()


def tab(page: Page, label: str):
	page.locator(".form-tabs .nav-link:visible", has_text=label).first.click()


@contextmanager
def row(page: Page, table: str, index: int | None = None):
	"""The opened row of a table of the form, by its place from 0; without one, a new row."""
	grid = page.locator(f".frappe-control[data-fieldname='{table}']:visible").first
	rows = grid.locator(".grid-body > .rows > .grid-row")
	if index is None:
		index = rows.count()
		grid.locator(".grid-add-row").click()
	opened = rows.nth(index).locator(".form-in-grid")
	# on a phone a new row is open already, and the others open wherever they are tapped
	if page.evaluate("frappe.is_mobile()"):
		if not opened.is_visible():
			rows.nth(index).locator(".grid-static-col").first.click()
	else:
		rows.nth(index).locator(".btn-open-row").first.click()
	opened.wait_for()
	yield opened
	if opened.is_visible():
		rows.nth(index).locator(".grid-collapse-row").first.click()
		opened.wait_for(state="hidden")


def upload(page: Page, field: Locator, path: Path):
	"""Into an attachment field; Frappe then saves the form by itself."""
	field.locator(".btn-attach").click()
	page.locator(".file-uploader input[type=file]").first.set_input_files(path)
	page.locator(".modal.show .btn-modal-primary:visible").click()
	page.wait_for_function("() => cur_frm && !cur_frm.is_new() && !cur_frm.is_dirty()")


def save(page: Page):
	button = page.locator("button.primary-action:visible", has_text="保存")
	is_saved = "() => cur_frm && !cur_frm.is_new() && !cur_frm.is_dirty()"
	button.click()
	try:
		page.wait_for_function(is_saved, timeout=10_000)
	except TimeoutError:
		# Frappe draws its buttons anew when a field changes, and a click in that moment is lost
		button.click()
		page.wait_for_function(is_saved)


def take_step(page: Page, action: str, state: str | None = None):
	"""A workflow action of the open form.

	:param state: the stored name of the state that it leads to; without one, nothing is waited for
	"""
	page.locator(".actions-btn-group button:visible").first.click()
	page.locator(".actions-btn-group .dropdown-item:visible", has_text=action).first.click()
	if state:
		page.wait_for_function(
			"state => cur_frm.doc.workflow_state === state && !cur_frm.is_dirty()", arg=state
		)


def open_form(page: Page, doctype: str, name: str):
	go(page, f"Form/{doctype}/{name}")
	page.wait_for_function("name => cur_frm && cur_frm.doc && cur_frm.doc.name === name", arg=name)


def writable(page: Page) -> set[str]:
	"""The fields of the open form that this account may write."""
	return set(
		page.evaluate(
			"""() => cur_frm.fields.filter((field) => field.get_status && field.get_status() === "Write"
				&& !field.df.hidden && !frappe.model.no_value_type.includes(field.df.fieldtype)
				).map((field) => field.df.fieldname)"""
		)
	)


def shot(page: Page, name: str):
	SHOTS.mkdir(parents=True, exist_ok=True)
	page.screenshot(path=SHOTS / f"{name}.png", full_page=False)
