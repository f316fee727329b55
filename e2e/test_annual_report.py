"""A Fazhi Officer's way, by clicking: an activity logged, the report composed, a figure opened onto its records."""

import re
import time

from desk import desk, expect, fill, go, save, shot


def test_an_officer_logs_an_activity_composes_the_report_and_opens_a_figure():
	with desk("Fazhi Officer") as page:
		shot(page, "workspace")
		expect(page.locator("body")).to_contain_text("法治工作台")

		name = f"送法进小区测试活动{int(time.time())}"
		go(page, "Form/Law Publicity Activity/new")
		expect(page.locator("[data-fieldname='title']:visible").first).to_be_visible()
		fill(page, "title", name)
		fill(page, "held_on", "2025-06-18")
		fill(page, "materials_count", "10")
		save(page)
		page.wait_for_function("() => cur_frm && !cur_frm.is_new()")
		shot(page, "activity")
		unit = page.evaluate("cur_frm.doc.unit")
		activity = page.evaluate("cur_frm.doc.name")
		assert unit, "the officer's own unit is filled in"

		# that of 2024 is frozen and stays as it is
		report = page.evaluate(
			"""async (unit) => {
				const [made] = await frappe.db.get_list('Annual Report', {filters: {year: 2025, unit, docstatus: 0}});
				return (made || await frappe.db.insert({doctype: 'Annual Report', unit, year: 2025})).name;
			}""",
			unit,
		)
		go(page, f"Form/Annual Report/{report}")
		page.get_by_role("button", name="起草", exact=True).click()
		page.wait_for_selector(".desk-alert.green, .alert-message")
		page.wait_for_selector("a.fazhi-figure:visible")
		shot(page, "report")

		figure = page.locator("a.fazhi-figure[data-figure='publicity.materials']:visible").first
		expect(figure).to_have_text(re.compile(r"^\d+余?份$"))
		stated = figure.get_attribute("title")
		figure.click()
		page.wait_for_selector(".list-count:has-text('项'):visible, .list-count:has-text('of'):visible")
		page.wait_for_function("() => cur_list.data.length && cur_list.filter_area.get().length >= 2")
		shot(page, "drill_down")

		listed = page.evaluate(
			"""() => frappe.db.get_list('Law Publicity Activity', {
				filters: cur_list.filter_area.get(), fields: ['name', 'materials_count'], limit: 0
			})"""
		)
		counted = int(re.search(r"取自(\d+)条记录", stated)[1])
		total = int(re.search(r"：(\d+)份", stated)[1])
		assert len(listed) == counted
		assert sum(row["materials_count"] or 0 for row in listed) == total
		assert activity in {row["name"] for row in listed}
