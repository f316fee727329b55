"""A community clerk's phone: what a walk round the houses brings in, and the counts of a year."""

import time
from contextlib import contextmanager

from desk import choose, desk, expect, fill, go, row, save, shot


@contextmanager
def phone():
	with desk("Community Clerk", width=390, height=844) as page:
		yield page


def test_a_dispute_found_at_the_door_becomes_a_case():
	target = f"测试入户走访{int(time.time())}"
	with phone() as page:
		go(page, "Form/Dispute Screening/new")
		expect(page.locator("[data-fieldname='target']:visible").first).to_be_visible()
		fill(page, "target", target)
		for brief, dispute_type in (("楼道堆物争执", "Neighbours"), ("停车位争执", "Property Management")):
			with row(page, "disputes") as found:
				found.locator("input[data-fieldname='brief']").fill(brief)
				found.locator("select[data-fieldname='dispute_type']").select_option(dispute_type)
		save(page)
		shot(page, "phone_screening")
		# a menu that is opened before the saved form has put its actions there stays without them
		page.locator(".dropdown-item", has_text="转为调解").first.wait_for(state="attached")
		page.locator(".menu-btn-group:visible button").first.click()
		page.locator(".dropdown-item:visible", has_text="转为调解").click()
		page.locator(".modal.show select[data-fieldname='dispute']").select_option(index=1)
		page.locator(".modal.show .btn-modal-primary:visible").click()
		page.wait_for_function("() => cur_frm.doctype === 'Mediation Case' && cur_frm.doc.screening")
		# Frappe makes the screening the current form again when it hears of its change; a reload leaves the case alone
		page.reload()
		page.wait_for_function("() => cur_frm && cur_frm.doctype === 'Mediation Case' && cur_frm.doc.subject")
		page.wait_for_timeout(1500)
		assert page.evaluate("[cur_frm.doc.subject, cur_frm.doc.source]") == ["停车位争执", "Own Initiative"]

		for name in ("测试某甲", "测试某乙"):
			with row(page, "persons") as person:
				written = person.locator("input[data-fieldname='person_name']")
				written.fill(name)
				written.blur()
		save(page)
		parties = page.evaluate("cur_frm.doc.persons.map((person) => [person.role, person.person_name])")
		assert parties == [["Applicant", "测***"], ["Respondent", "测***"]]
		shot(page, "phone_case")


def test_an_untouched_type_of_dispute_is_no_type():
	with phone() as page:
		go(page, "Form/Mediation Case/new")
		expect(page.locator("[data-fieldname='subject']:visible").first).to_be_visible()
		fill(page, "subject", "测试纠纷")
		page.locator("button.primary-action:visible", has_text="保存").click()
		expect(page.locator(".modal.show .modal-content:visible")).to_contain_text("纠纷类型")
		choose(page, "dispute_type", "Neighbours")


def test_the_month_typed_first_stays():
	with phone() as page:
		go(page, "List/Monthly Tally/List")
		page.locator(".menu-btn-group:visible button").first.click()
		page.locator(".dropdown-item:visible", has_text="录入全年").click()
		dialog = page.locator(".modal.show")
		kind = dialog.locator("[data-fieldname='tally_kind'] input")
		kind.click()
		dialog.locator(".awesomplete li:visible").first.click()
		year = dialog.locator("[data-fieldname='year'] input")
		year.fill("2023")
		year.blur()
		page.wait_for_timeout(1000)  # the year's quantities have come
		for number, quantity in ((1, "31"), (2, "28")):
			month = dialog.locator(f"[data-fieldname='month_{number}'] input")
			month.fill(quantity)
			month.blur()
		page.wait_for_timeout(1000)
		shot(page, "phone_year")
		dialog.locator(".btn-modal-primary:visible").click()
		expect(page.locator(".list-row:visible", has_text="2023-01")).to_be_visible()
