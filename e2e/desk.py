"""The desk as a person meets it: a browser logged in as one of the demo's accounts, in Chinese."""

import json
import os
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

URL = os.environ.get("FAZHI_URL", "").rstrip("/")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# Frappe's own number field selects whatever has the focus half a second later, be it a button
KNOWN_FAULTS = ("document.activeElement.select is not a function",)
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
		page.wait_for_selector(".workspace .codex-editor, .layout-main-section", timeout=60_000)
		yield page
		browser.close()
	assert not faults, faults


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


def save(page: Page):
	page.get_by_role("button", name="保存", exact=True).click()
	expect(page.locator(".indicator-pill:visible", has_text="未保存")).to_have_count(0)


def shot(page: Page, name: str):
	SHOTS.mkdir(parents=True, exist_ok=True)
	page.screenshot(path=SHOTS / f"{name}.png", full_page=False)
