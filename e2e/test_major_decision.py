"""A major decision's way to the meeting, by clicking: stopped, reviewed with the advisor's opinion, locked, decided."""

import time

from desk import (
	choose,
	desk,
	expect,
	fill,
	go,
	open_form,
	pick,
	row,
	save,
	shot,
	tab,
	take_step,
	tick,
	upload,
	writable,
)


def test_a_decision_goes_to_the_meeting_only_after_its_review(tmp_path):
	title = f"滨河步道改造测试事项{int(time.time())}"
	decision = stopped_at_the_agenda(title, tmp_path)
	review = submitted_for_review(decision)
	advisor_is_asked(review)
	advisor_answers_on_the_phone(review, title)
	opinion_is_given(review)
	leader_locks_the_agenda(decision)
	discussion_is_recorded(decision)


def stopped_at_the_agenda(title: str, folder) -> str:
	draft = folder / f"{title}.txt"
	draft.write_text(f"{title}（送审稿）")
	with desk("Fazhi Manager") as page:
		go(page, "Form/Major Decision/new")
		expect(page.locator("[data-fieldname='title']:visible").first).to_be_visible()
		fill(page, "title", title)
		pick(page, "lead_unit", "河湾司法所")
		tab(page, "法定程序")
		with row(page, "participations") as heard:
			heard.locator("select[data-fieldname='method']").select_option("Symposium")
			day = heard.locator("input[data-fieldname='from_date']")
			day.fill(page.evaluate("frappe.datetime.get_today()"))
			day.blur()
		tab(page, "决策草案文本")
		with row(page, "drafts") as drafted:
			drafted.locator("input[data-fieldname='version']").fill("送审稿")
			upload(page, drafted.locator("[data-fieldname='file']"), draft)
		decision = page.evaluate("cur_frm.doc.name")

		take_step(page, "锁定议题")
		refusal = page.locator(".modal.show .modal-content:visible")
		expect(refusal).to_contain_text("尚无已出具意见的合法性审查")
		expect(refusal).to_contain_text("《重大行政决策程序暂行条例》第二十五条")
		expect(refusal).to_contain_text("处理办法：先送合法性审查")
		page.wait_for_timeout(500)  # the dialog has glided in
		shot(page, "agenda_stopped")
		assert page.evaluate("cur_frm.doc.workflow_state") == "In Preparation"
	return decision


def submitted_for_review(decision: str) -> str:
	with desk("Fazhi Officer") as page:
		open_form(page, "Major Decision", decision)
		page.locator(".inner-group-button button:visible", has_text="创建").click()
		page.locator(".inner-group-button .dropdown-item:visible", has_text="送审").click()
		page.wait_for_function("() => cur_frm.doctype === 'Legality Review' && cur_frm.doc.materials?.length")
		assert page.evaluate("cur_frm.doc.matter") == decision
		required = page.evaluate(
			"cur_frm.doc.materials.filter((row) => row.is_required).map((row) => row.idx)"
		)
		assert required, "the review type lists what must be provided"
		for idx in required:
			with row(page, "materials", idx - 1) as material:
				material.locator("input[data-fieldname='is_provided']").check()
		save(page)
		take_step(page, "送审", "Submitted for Review")
		return page.evaluate("cur_frm.doc.name")


def advisor_is_asked(review: str):
	with desk("Legality Reviewer") as page:
		open_form(page, "Legality Review", review)
		take_step(page, "确认材料齐备", "Under Review")
		tab(page, "审查")
		pick(page, "advisor", "赵示例")
		save(page)


def advisor_answers_on_the_phone(review: str, title: str):
	with desk("Legal Advisor", width=390, height=844) as page:
		go(page, "List/Legality Review")
		page.locator(".list-row a:visible", has_text=title).first.click()
		page.wait_for_function("name => cur_frm && cur_frm.doc.name === name", arg=review)
		tab(page, "审查")
		assert writable(page) == {"advisor_opinion", "advisor_opined_on"}
		fill(page, "advisor_opinion", "草案在街道职权之内，与上位法不抵触。")
		shot(page, "advisor_phone")
		save(page)


def opinion_is_given(review: str):
	with desk("Legality Reviewer") as page:
		open_form(page, "Legality Review", review)
		tab(page, "审查")
		expect(page.locator("[data-fieldname='advisor_opinion']:visible").first).to_contain_text("职权之内")
		choose(page, "conclusion", "Lawful")
		fill(page, "opinion", "经审查，草案合法。")
		fill(page, "shortened_reason", "汛期之前须开工")
		fill(page, "shortened_approved_by", "街道主任")
		save(page)
		take_step(page, "出具意见", "Opinion Given")
		shot(page, "opinion")


def leader_locks_the_agenda(decision: str):
	with desk("Fazhi Leader") as page:
		open_form(page, "Major Decision", decision)
		take_step(page, "锁定议题", "Agenda Locked")


def discussion_is_recorded(decision: str):
	with desk("Fazhi Officer") as page:
		open_form(page, "Major Decision", decision)
		tab(page, "集体讨论")
		fill(page, "meeting", "第1次主任办公会")
		fill(page, "discussed_on", page.evaluate("frappe.datetime.get_today()"))
		choose(page, "result", "Passed")
		with row(page, "attendees") as person:
			person.locator("input[data-fieldname='person_name']").fill("测试甲")
			person.locator("input[data-fieldname='is_head']").check()
		tick(page, "head_spoke_last")
		save(page)
		take_step(page, "登记决定", "Decided")
		shot(page, "decided")
		expect(page.locator(".indicator-pill:visible").first).to_have_text("已决定")
