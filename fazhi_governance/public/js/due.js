// What is due: a list by urgency and a month of days, for the page and wherever else it is wanted.
frappe.provide("fazhi");

const MOST_ROWS = 100;
const SECTION_COLOURS = { Overdue: "red", "Due Soon": "orange", Paused: "gray" };

const escape = frappe.utils.escape_html;

fazhi.DueList = class DueList {
	constructor(parent) {
		// leaders record little themselves and answer for their units
		this.is_mine = !frappe.user.has_role("Fazhi Leader");
		this.is_month = false;
		this.first_day = moment().startOf("month");
		this.$choices = $(`<div style="display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 0"></div>`);
		this.$body = $("<div></div>");
		this.groups = {};
		$(parent).append(this.$choices, this.$body);
		this.add_choice("is_mine", [
			[__("Concerning Me"), true],
			[__("All That I May See"), false],
		]);
		this.add_choice("is_month", [
			[__("By Urgency"), false],
			[__("By Month"), true],
		]);
	}

	add_choice(key, options) {
		this.groups[key] = $('<div class="btn-group"></div>').appendTo(this.$choices);
		for (const [label, value] of options) {
			$(`<button class="btn btn-default btn-sm">${escape(label)}</button>`)
				.data("value", value)
				.on("click", () => {
					this.choose(key, value);
					this.refresh();
				})
				.appendTo(this.groups[key]);
		}
		this.choose(key, this[key]);
	}

	choose(key, value) {
		this[key] = value;
		this.groups[key].children().each((_, button) => $(button).toggleClass("active", $(button).data("value") === value));
	}

	refresh() {
		return this.is_month ? this.show_month() : this.show_list();
	}

	ask(method, args = {}) {
		const mine = this.is_mine ? 1 : 0;
		return frappe
			.call({ method: `fazhi_governance.api.due.${method}`, type: "GET", args: { mine, ...args } })
			.then(({ message }) => message);
	}

	async show_list() {
		const { due, returned, waiting } = await this.ask("due_for_me");
		const by_state = (state) => due.filter((row) => row.state === state);
		const sections = [
			section(__("Overdue"), by_state("Overdue"), due_line),
			section(__("Returned to You"), returned, returned_line),
			section(__("Due Soon"), by_state("Due Soon"), due_line),
			section(__("Waiting for Your Next Step"), waiting, waiting_line),
			section(__("Paused"), by_state("Paused"), due_line),
		];
		this.$body.html(sections.join("") || nothing(__("Nothing is due.")));
	}

	async show_month() {
		const from = this.first_day.clone().startOf("isoWeek");
		const to = this.first_day.clone().endOf("month").endOf("isoWeek");
		const period = { from_date: iso(from), to_date: iso(to) };
		const rows = await this.ask("month", period);
		const by_day = {};
		for (const row of rows) (by_day[row.on] = by_day[row.on] || []).push(row);
		const days = [];
		for (let day = from; !day.isAfter(to); day = day.clone().add(1, "day")) days.push(day);

		const is_narrow = window.innerWidth < 768;
		this.$body.html(is_narrow ? this.month_as_list(days, by_day) : this.month_as_grid(days, by_day));
		this.$body.prepend(this.month_head());
	}

	month_head() {
		const $head = $('<div style="display: flex; align-items: center; gap: 12px; padding-bottom: 8px"></div>');
		const turn = (months) => () => {
			this.first_day = this.first_day.clone().add(months, "month");
			this.show_month();
		};
		const button = (label, title, months) =>
			$(`<button class="btn btn-default btn-sm" title="${escape(title)}">${label}</button>`).on("click", turn(months));
		return $head.append(
			button("‹", __("Previous Month"), -1),
			`<b>${local(this.first_day, { year: "numeric", month: "long" })}</b>`,
			button("›", __("Next Month"), 1)
		);
	}

	month_as_grid(days, by_day) {
		const names = days.slice(0, 7).map((day) => `<div class="text-muted small">${weekday(day)}</div>`);
		const cells = days.map((day) => {
			const entries = (by_day[iso(day)] || []).map(entry).join("");
			const is_other = day.month() !== this.first_day.month();
			return `<div style="min-height: 84px; min-width: 0; padding: 4px; border: 1px solid var(--border-color);
				${is_other ? "opacity: 0.5;" : ""} ${is_today(day) ? "background: var(--control-bg);" : ""}">
				<div class="text-muted small">${day.date()}</div>${entries}</div>`;
		});
		return `<div style="display: grid; grid-template-columns: repeat(7, 1fr)">${names.concat(cells).join("")}</div>`;
	}

	month_as_list(days, by_day) {
		const held = days.filter((day) => by_day[iso(day)] && day.month() === this.first_day.month());
		const lines = held.map(
			(day) => `<div style="padding: 6px 0"><div class="text-muted small">${local(day, { month: "long", day: "numeric" })} ${weekday(day)}</div>
				${by_day[iso(day)].map(entry).join("")}</div>`
		);
		return lines.join("") || nothing(__("Nothing falls in this month."));
	}
};

function iso(day) {
	// the browser's language may write other digits
	return day.clone().locale("en").format("YYYY-MM-DD");
}

function local(day, parts) {
	return day.toDate().toLocaleDateString(frappe.boot.lang, parts);
}

function weekday(day) {
	return local(day, { weekday: "short" });
}

function is_today(day) {
	return iso(day) === frappe.datetime.get_today();
}

function nothing(text) {
	return `<div class="text-muted" style="padding: 48px 0; text-align: center">${escape(text)}</div>`;
}

function section(heading, rows, line) {
	if (!rows.length) return "";
	const left = rows.length - MOST_ROWS;
	const more = left > 0 ? `<div class="text-muted small">${escape(__("and {0} more", [left]))}</div>` : "";
	return `<div style="padding-bottom: 16px"><h5>${escape(heading)} <span class="text-muted">${rows.length}</span></h5>
		${rows.slice(0, MOST_ROWS).map(line).join("")}${more}</div>`;
}

function line_of(row, mark, colour, text, basis) {
	return `<div style="display: flex; gap: 12px; padding: 8px 0; border-top: 1px solid var(--border-color)">
		<div style="flex: 0 0 88px"><span class="indicator-pill no-indicator-dot ${colour}">${escape(mark)}</span></div>
		<div style="min-width: 0"><div>${link(row)}</div>
		<div class="small">${escape([__(row.doctype), row.unit, text].filter(Boolean).join(" · "))}</div>
		${basis ? `<div class="text-muted small">${escape(__("Basis: {0}", [basis]))}</div>` : ""}</div></div>`;
}

function due_line(row) {
	const day = row.due_on && frappe.datetime.str_to_user(row.due_on, false, true);
	const text = day ? __("{0}, due {1}", [row.clock, day]) : row.clock;
	return line_of(row, mark_of(row), SECTION_COLOURS[row.state], text, row.basis);
}

function mark_of(row) {
	if (row.state === "Paused") return __("Paused");
	if (row.days === 0) return __("due today");
	if (row.days > 0) return __("{0} days left", [row.days]);
	return row.is_expiry ? __("Expired {0} days", [-row.days]) : __("{0} days late", [-row.days]);
}

function returned_line(row) {
	return line_of(row, __("Returned"), "red", row.reason);
}

function waiting_line(row) {
	return line_of(row, __(row.status), "blue");
}

function link(row) {
	const href = frappe.utils.get_form_link(row.doctype, row.name);
	return `<a href="${href}" style="overflow-wrap: anywhere">${escape(row.title || row.name)}</a>`;
}

function entry(row) {
	const is_met = ["Met", "Met Late"].includes(row.state);
	const colour = row.state ? SECTION_COLOURS[row.state] || (is_met ? "green" : "blue") : "purple";
	const title = `${row.title}（${row.clock || __(row.doctype)}）`;
	return `<div class="small ellipsis" title="${escape(`${title} ${row.unit}`)}">
		<span class="indicator ${colour}"></span>${link({ ...row, title })}</div>`;
}
