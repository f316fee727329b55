"""The pictures of the manuals, taken from the demo year as each role sees it: python e2e/screenshots.py [NAME ...]

Run it on a site with the demo year, as the browser tests are run: FAZHI_URL and FAZHI_ACCOUNTS say where, and
FAZHI_IMAGES where to put the pictures (docs/images). `workspace`, `workspace_charts` and `leader_due` are taken on a server as on
the year's last day (`dev/serve_web.py SITE PORT 2024-12-31`), for later on the year is an empty one. What a picture needs beyond the demo year is made for it and
taken back; the check of a ledger needs the site's worker. With Pillow at hand the pictures get a palette, a third
of the size; none may be larger than LARGEST. A picture that cannot be taken is named at the end, with the reason,
and the exit code says so; the others are taken all the same.
"""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from desk import choose, desk, expect, fill, go, open_form, tab, upload
from openpyxl import Workbook
from playwright.sync_api import Error, Locator, Page

try:
	from PIL import Image
except ImportError:
	Image = None

IMAGES = Path(os.environ.get("FAZHI_IMAGES", Path(__file__).parent.parent / "docs/images"))
LARGEST = 200_000  # bytes
COLOURS = 128
DESK = (1200, 900)
PHONE = (390, 640)
# the margins say nothing of the work, and a bar that stays above would lie over what is shown
STYLE = """.layout-side-section, .form-links { display: none !important; }
	.navbar, .page-head { position: static !important; }"""
SETTLED = 1200  # milliseconds until a form, a list or a dialog has glided into its place
YEAR = {"from_date": "2024-01-01", "to_date": "2024-12-31"}  # the demo's
# as an office keeps it, with what stands in such ledgers: other names of the columns, other ways to write a day
LEDGER = (
	["河湾街道2023年矛盾纠纷排查化解台账"],
	["填报单位：河湾街道"],
	["序号", "受理时间", "社区", "当事人姓名", "事由", "类型", "人数", "化解情况", "结案时间", "协议内容"],
	[1, "2023.3.1", "柳岸社区", "甲某与乙某", "楼上漏水", "邻里", 2, "已化解", "2023.3.9", "三日内修好。"],
	[
		2,
		"2023年2月30日",
		"柳岸社区",
		"丙某与丁某",
		"遗产分割",
		"婚姻家庭",
		3,
		"书面协议",
		"2023.5.6",
		"各得一半。",
	],
	[3, "2023/6/12", "柳岸社区", "戊某与己某", "拖欠工钱", "劳资纠纷", "约6人", "正在调解", None, None],
	[
		4,
		"2023.8.20",
		"柳岸社区",
		"庚某与辛某",
		"院墙边界",
		"邻里",
		2,
		"书面协议",
		"2023.8.15",
		"以原界桩为准。",
	],
	["合计", None, None, None, None, None, 13],
)


class Picture(NamedTuple):
	role: str
	size: tuple[int, int]
	take: Callable[[Page], Locator | dict | None]  # what is shown: an element, a clip, or all of the window


PICTURES: dict[str, Picture] = {}
TAKE_BACK: list[Callable[[], object]] = []  # what undoes that which a picture has made, the last first


def picture(role: str, size: tuple[int, int] = DESK):
	"""The function's name is the picture's."""

	def register(take):
		PICTURES[take.__name__] = Picture(role, size, take)
		return take

	return register


# Community clerk


@picture("Community Clerk")
def clerk_due(page: Page):
	open_page(page, "due-for-me")
	return top(page, 290)


@picture("Community Clerk")
def clerk_activity(page: Page):
	new_form(page, "Law Publicity Activity", "title")
	fill(page, "title", "国家宪法日进楼院")
	for field, number in (("audience_count", 120), ("materials_count", 300), ("consultations_count", 15)):
		fill(page, field, str(number))
	return top(page, 620)


@picture("Community Clerk")
def clerk_dispute(page: Page):
	open_record(page, "Mediation Case", {"unit": "柳岸社区", "subject": "围墙边界认识不一"})
	return top(page, 560)


@picture("Community Clerk")
def clerk_refused(page: Page):
	new_form(page, "Mediation Case", "subject")
	fill(page, "subject", "楼道堆放杂物影响通行")
	choose(page, "dispute_type", "Neighbours")
	tab_or_section(page, "result")
	choose(page, "result", "No Agreement")
	page.locator("button.primary-action:visible", has_text="保存").click()
	return dialog(page)


@picture("Community Clerk", PHONE)
def clerk_phone(page: Page):
	new_form(page, "Service Inquiry", "question")
	fill(page, "question", "老年人免费乘车证怎样办理")
	fill(page, "minutes", "5")
	return None


# Legal advisor


@picture("Legal Advisor", PHONE)
def advisor_list(page: Page):
	open_list(page, "Law Advisor Consultation")
	return top(page, 620)


@picture("Legal Advisor", (390, 1400))  # down to the button
def advisor_answers(page: Page):
	open_record(page, "Law Advisor Consultation", {"workflow_state": "Asked"})
	return None


@picture("Legal Advisor")
def advisor_review(page: Page):
	open_record(page, "Legality Review", {"workflow_state": "Opinion Given"})
	tab(page, "审查")
	settle(page)
	return top(page, 440)


# Leader


@picture("Fazhi Leader")
def leader_due(page: Page):
	open_page(page, "due-for-me")
	return top(page, 430)


@picture("Fazhi Leader")
def decision_checklist(page: Page):
	open_record(page, "Major Decision", {"title": "背街小巷停车秩序整治方案"})
	return page.locator(".form-dashboard-section:visible", has_text="法定程序").first


@picture("Fazhi Leader")
def leader_refused(page: Page):
	open_record(page, "Major Decision", {"title": "背街小巷停车秩序整治方案"})
	page.locator(".actions-btn-group button:visible").first.click()
	page.locator(".actions-btn-group .dropdown-item:visible", has_text="锁定议题").first.click()
	return dialog(page)


@picture("Fazhi Leader")
def leader_duty(page: Page):
	open_list(page, "Leader Duty Record")
	return top(page, 400)


@picture("Fazhi Leader")
def annual_report(page: Page):
	open_record(page, "Annual Report", {"year": 2024})
	return top(page, 900)


# Head of the office, and the administrator


@picture("Fazhi Manager", (1200, 1500))
def workspace(page: Page):
	expect(page.locator(".number-widget-box .number")).to_have_count(8, timeout=60_000)
	settle(page)
	return top(page, 780)


@picture("Fazhi Manager", (1200, 2800))
def workspace_charts(page: Page):
	expect(page.locator(".number-widget-box .number")).to_have_count(8, timeout=60_000)
	page.locator(".frappe-chart .bar:visible, .frappe-chart path:visible").first.wait_for()
	settle(page)
	page.evaluate("() => window.scrollTo(0, 0)")
	first = page.locator(".dashboard-widget-box").first.bounding_box()
	return {"x": 0, "y": first["y"] - 10, "width": 1200, "height": 640}


@picture("Fazhi Manager")
def figures_page(page: Page):
	open_page(page, "law-data")
	page.locator("select[data-fieldname='period']:visible").select_option("2024-01-01/2024-12-31")
	settle(page)
	page.locator(".law-data-months svg").first.wait_for()
	fill(page, "search", "矛盾纠纷")
	page.locator(".law-data-name:visible").get_by_text("化解矛盾纠纷", exact=True).click()
	settle(page)
	return top(page, 900)


@picture("Fazhi Manager", (1200, 1300))
def registers_page(page: Page):
	open_page(page, "registers")
	fill(page, "from_date", YEAR["from_date"])
	fill(page, "to_date", YEAR["to_date"])
	settle(page)
	return top(page, 900)


@picture("Fazhi Manager", (1200, 1600))
def register_faults(page: Page):
	check_ledger(page)
	return top(page, 900)


@picture("Fazhi Manager", (1200, 2200))
def register_columns(page: Page):
	check_ledger(page)
	tab_or_section(page, "columns")
	return page.locator(".form-section:visible", has=page.locator("[data-fieldname='columns']")).first


@picture("Fazhi Manager")
def report_disputes(page: Page):
	open_report(page, "Disputes by Type and Result", YEAR)
	return top(page, 900)


@picture("Fazhi Manager")
def report_units(page: Page):
	open_report(page, "Units Compared", YEAR)
	return top(page, 900)


@picture("Fazhi Manager")
def report_checks(page: Page):
	report = make(page, "Annual Report", {"unit": "河湾街道", "year": 2025})
	open_form(page, "Annual Report", report)
	page.get_by_role("button", name="起草", exact=True).click()
	page.wait_for_selector("a.fazhi-figure:visible")
	settle(page)
	return page.locator(".form-section:visible", has=page.locator(".fazhi-check")).first


@picture("Fazhi Manager", (1200, 1600))
def report_drift(page: Page):
	report = find(page, "Annual Report", {"year": 2024})
	activity = find(
		page,
		"Law Publicity Activity",
		{"materials_count": [">", 0], "held_on": ["between", list(YEAR.values())]},
	)
	add_to(page, activity, 100)
	TAKE_BACK.append(lambda: check_drift(page, report))
	TAKE_BACK.append(lambda: add_to(page, activity, -100))
	check_drift(page, report)
	open_form(page, "Annual Report", report)
	page.locator(".fazhi-moved:visible").first.wait_for()
	settle(page)
	page.evaluate("() => $('.fazhi-figures tbody tr').slice(10).remove()")
	return page.locator(".form-section:visible", has=page.locator(".fazhi-figures")).first


@picture("Fazhi Manager")
def report_download(page: Page):
	open_record(page, "Annual Report", {"year": 2024})
	page.get_by_role("button", name="下载", exact=True).click()
	return dialog(page)


@picture("Fazhi Manager")
def custom_figure(page: Page):
	new_form(page, "Statistical Figure", "label")
	fill(page, "label", "夜间调解次数")
	return top(page, 820)


# How a picture is come to


class Missing(Exception):
	"""What the site does not have."""


def open_page(page: Page, route: str):
	go(page, route)
	settle(page)
	if not page.locator(f"[id='page-{route}']:visible").count():
		raise Missing(f"there is no page {route}, or this role does not open it")


def open_list(page: Page, doctype: str):
	demand(page, doctype)
	go(page, f"List/{doctype}/List")
	page.locator(".list-row:visible").first.wait_for()
	settle(page)


def open_report(page: Page, name: str, filters: dict):
	page.evaluate("filters => { frappe.route_options = filters; }", filters)
	go(page, f"query-report/{name}")
	page.locator(".dt-row-0:visible").first.wait_for()
	settle(page)


def open_record(page: Page, doctype: str, filters: dict):
	open_form(page, doctype, find(page, doctype, filters))
	settle(page)


def find(page: Page, doctype: str, filters: dict) -> str:
	demand(page, doctype)
	name = page.evaluate(
		"""([doctype, filters]) => frappe.db.get_list(doctype, {filters, limit: 1, order_by: "creation"})
			.then((rows) => rows.length ? rows[0].name : null)""",
		[doctype, filters],
	)
	if not name:
		raise Missing(f"there is no {doctype} with {filters}")
	return name


def make(page: Page, doctype: str, values: dict) -> str:
	demand(page, doctype)
	name = page.evaluate(
		"values => frappe.db.insert(values).then(({ name }) => name)", {"doctype": doctype, **values}
	)
	TAKE_BACK.append(
		lambda: page.evaluate("([doctype, name]) => frappe.db.delete_doc(doctype, name)", [doctype, name])
	)
	return name


def check_ledger(page: Page):
	name = make(page, "Register Import", {"unit": "河湾街道", "register": "矛盾纠纷排查化解台账"})
	open_form(page, "Register Import", name)
	book = Workbook()
	for cells in LEDGER:
		book.active.append(cells)
	with TemporaryDirectory() as folder:
		path = Path(folder) / "2023年台账.xlsx"
		book.save(path)
		upload(page, page.locator("[data-fieldname='file']:visible").first, path)
	settle(page)
	page.get_by_role("button", name="检查台账", exact=True).click()
	page.wait_for_function("() => cur_frm.doc.status === 'Has Faults'")
	settle(page)


def add_to(page: Page, activity: str, copies: int):
	page.evaluate(
		"""async ([activity, copies]) => {
			const { materials_count } = await frappe.db.get_doc("Law Publicity Activity", activity);
			await frappe.db.set_value("Law Publicity Activity", activity, "materials_count", materials_count + copies);
		}""",
		[activity, copies],
	)


def check_drift(page: Page, report: str):
	page.evaluate(
		"name => frappe.call({ method: 'fazhi_governance.api.annual_report_form.check_drift', args: { name } })",
		report,
	)


def new_form(page: Page, doctype: str, first_field: str):
	demand(page, doctype)
	go(page, f"Form/{doctype}/new")
	expect(page.locator(f"[data-fieldname='{first_field}']:visible").first).to_be_visible()
	settle(page)


def demand(page: Page, doctype: str):
	if not page.evaluate("doctype => frappe.boot.user.can_read.includes(doctype)", doctype):
		raise Missing(f"there is no DocType {doctype}, or this role does not read it")


def tab_or_section(page: Page, fieldname: str):
	page.evaluate("fieldname => cur_frm.scroll_to_field(fieldname)", fieldname)
	settle(page)


def dialog(page: Page) -> Locator:
	shown = page.locator(".modal.show .modal-content:visible").first
	shown.wait_for()
	settle(page)
	return shown


def settle(page: Page):
	page.wait_for_function(
		"() => !document.body.hasAttribute('data-ajax-state') || document.body.dataset.ajaxState === 'complete'"
	)
	page.wait_for_timeout(SETTLED)


def top(page: Page, height: int) -> dict:
	"""The upper part of the window, without the bar above."""
	bar = page.locator(".navbar:visible").first.bounding_box()
	return {
		"x": 0,
		"y": bar["height"],
		"width": page.viewport_size["width"],
		"height": height - bar["height"],
	}


# Taking and keeping them


def take(page: Page, name: str) -> bytes:
	shown = PICTURES[name].take(page)
	page.add_style_tag(content=STYLE)
	# what Frappe says in passing, and the mark of the field that has the focus, belong in no manual
	page.evaluate("() => { document.activeElement.blur(); $('#alert-container .desk-alert').remove(); }")
	if isinstance(shown, Locator):
		return shown.screenshot()
	page.evaluate("() => window.scrollTo(0, 0)")
	return page.screenshot(clip=shown) if shown else page.screenshot()


def with_palette(png: bytes) -> bytes:
	if Image is None:
		return png
	out = io.BytesIO()
	picture = Image.open(io.BytesIO(png)).convert("RGB")
	picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
		out, "PNG", optimize=True
	)
	return out.getvalue()


def by_desk(names: list[str]) -> Iterator[tuple[tuple[str, tuple[int, int]], list[str]]]:
	"""One log-in for all pictures of a role and a size."""
	desks = dict.fromkeys((PICTURES[name].role, PICTURES[name].size) for name in names)
	for key in desks:
		yield key, [name for name in names if (PICTURES[name].role, PICTURES[name].size) == key]


@contextmanager
def noted(name: str, failures: dict):
	try:
		yield
	except (Missing, AssertionError, Error) as error:
		failures[name] = str(error).splitlines()[0]


def main(names: list[str]) -> int:
	if unknown := [name for name in names if name not in PICTURES]:
		print(f"no such picture: {', '.join(unknown)}; there are {', '.join(PICTURES)}")
		return 2
	failures = {}
	IMAGES.mkdir(parents=True, exist_ok=True)
	for (role, size), of_desk in by_desk(names or list(PICTURES)):
		with noted(f"log-in of {role}", failures), desk(role, *size) as page:
			for name in of_desk:
				with noted(name, failures):
					png = with_palette(take(page, name))
					(IMAGES / f"{name}.png").write_bytes(png)
					print(f"{name}.png {len(png) // 1000} kB")
					if len(png) > LARGEST:
						failures[name] = f"{len(png)} bytes, more than {LARGEST}"
				with noted(f"taking back what {name} made", failures):
					while TAKE_BACK:
						TAKE_BACK.pop()()
				page.keyboard.press("Escape")
				page.reload()
				page.wait_for_timeout(SETTLED)
	for name, reason in failures.items():
		print(f"NOT TAKEN: {name}: {reason}")
	return 1 if failures else 0


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
