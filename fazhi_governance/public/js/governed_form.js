// What every governed record shows beside its fields: its clocks and the rules it does not meet, each with its
// article; the way to its trail; and the way from a figure to the list it was counted from.
frappe.provide("fazhi");

const STATE_COLOURS = {
	"Not Started": "gray",
	"On Track": "blue",
	"Due Soon": "orange",
	Overdue: "red",
	Met: "green",
	"Met Late": "yellow",
	Paused: "gray",
	Running: "blue",
	Open: "green",
	"Closed Too Early": "red",
};

const STEP_COLOURS = { Done: "green", Missing: "red", "Not Yet": "blue", "Not Required": "gray" };

function step_label(state) {
	return {
		Done: __("Done"),
		Missing: __("Missing"),
		"Not Yet": __("Not Yet"),
		"Not Required": __("Not Required"),
	}[state];
}

function state_label(state, is_expiry) {
	if (is_expiry && ["On Track", "Overdue"].includes(state)) {
		return state === "Overdue" ? __("Run Out") : __("Still Valid");
	}
	return {
		"Not Started": __("Not Started"),
		"On Track": __("On Track"),
		"Due Soon": __("Due Soon"),
		Overdue: __("Overdue"),
		Met: __("In Time"),
		"Met Late": __("Late"),
		Paused: __("Paused"),
		Running: __("Period Running"),
		Open: __("May Proceed"),
		"Closed Too Early": __("Too Early"),
	}[state];
}

const LEVEL_COLOURS = { Block: "red", Warn: "orange", Inform: "blue" };

const escape = frappe.utils.escape_html;

function pill(text, colour) {
	return `<span class="indicator-pill no-indicator-dot ${colour}">${escape(text)}</span>`;
}

function due_label(clock) {
	const day = [frappe.datetime.str_to_user(clock.due_on, false, true)];
	if (clock.is_minimum) return __("not before {0}", day);
	return clock.is_expiry ? __("valid until {0}", day) : __("due {0}", day);
}

function clock_row(clock) {
	const when = clock.due_on ? due_label(clock) : "";
	const unknown = clock.is_calendar_known
		? ""
		: `<div class="text-warning">${__("The holidays of that year are not published yet: weekdays are counted.")}</div>`;
	const void_notes = clock.void.map((note) => `<div class="text-danger">${escape(note)}</div>`).join("");
	const label = state_label(clock.state, clock.is_expiry);
	return row(pill(label, STATE_COLOURS[clock.state]), clock.title, when, clock.basis, unknown + void_notes);
}

function rule_row(rule) {
	const advice = rule.advice ? `<div>${escape(__("What to do: {0}", [rule.advice]))}</div>` : "";
	return row(pill(__(rule.level), LEVEL_COLOURS[rule.level]), rule.title, rule.problem, rule.basis, advice);
}

function step_row(step) {
	const is_missing = step.state === "Missing";
	const advice = is_missing && step.advice ? `<div>${escape(__("What to do: {0}", [step.advice]))}</div>` : "";
	return row(pill(step_label(step.state), STEP_COLOURS[step.state]), step.title, step.note, step.basis, advice);
}

// folded on a phone at first, or it would push the fields far down; afterwards as each one leaves it
function add_procedure(frm, checklist) {
	const css_class = "custom fazhi-procedure";
	// where Frappe remembers it
	const is_folded = `${css_class}-closed`;
	if (frappe.is_mobile() && localStorage.getItem(is_folded) === null) localStorage.setItem(is_folded, "1");
	const missing = checklist.filter((step) => step.state === "Missing").length;
	const label = missing ? __("Procedure: {0} missing", [missing]) : __("Procedure");
	frm.dashboard.add_section(checklist.map(step_row).join(""), label, css_class);
}

// what only others may write is shown, not offered; an action can open what was locked before
function lock_fields(frm, fields) {
	const locked = (frm.fazhi_locked = frm.fazhi_locked || {});
	for (const path of locked[frm.docname] || []) {
		if (!fields.includes(path)) set_read_only(frm, path, 0);
	}
	for (const path of fields) set_read_only(frm, path, 1);
	locked[frm.docname] = fields;
}

function set_read_only(frm, path, value) {
	const [table, column] = path.split(".");
	if (!column) {
		frm.set_df_property(path, "read_only", value);
	} else if (frm.fields_dict[table]) {
		const { grid } = frm.fields_dict[table];
		// a table that is not drawn yet has no rows to update; they will take after its columns
		grid.get_docfield(column).read_only = value;
		grid.update_docfield_property(column, "read_only", value);
	}
}

function row(mark, title, text, basis, more) {
	return `<div class="fazhi-rule" style="display: flex; gap: 12px; padding: 6px 0">
		<div style="flex: 0 0 84px">${mark}</div>
		<div><div><b>${escape(title)}</b> ${escape(text || "")}</div>
		<div class="text-muted small">${escape(__("Basis: {0}", [basis]))}</div>${more}</div></div>`;
}

// who did what on this record, from its first day on; for who may read what is known of deleted records
fazhi.add_trail_button = function (frm) {
	if (!frappe.model.can_get_report("Deleted Record")) return;
	frm.page.add_menu_item(__("Audit Trail"), () => {
		const { record_kind, record, created_at } =
			frm.doctype === "Deleted Record"
				? frm.doc
				: { record_kind: frm.doctype, record: frm.docname, created_at: frm.doc.creation };
		frappe.route_options = {
			record_kind,
			record,
			from_date: created_at.slice(0, 10),
			to_date: frappe.datetime.get_today(),
			unit: "",
			user: "",
		};
		frappe.set_route("query-report", "Audit Trail");
	});
};

$(document).on("form-refresh", (event, frm) => {
	const onload = frm.doc.__onload;
	if (!onload || !onload.unmet_rules || frm.is_new()) return;
	fazhi.add_trail_button(frm);

	const rows = [...onload.unmet_rules.map(rule_row), ...onload.clocks.map(clock_row)];
	if (rows.length) frm.dashboard.add_section(rows.join(""), __("Clocks and Rules"));

	if (onload.checklist.length) add_procedure(frm, onload.checklist);
	lock_fields(frm, onload.locked_fields);

	const events = frm.fields_dict.clock_events;
	if (events) {
		events.grid.update_docfield_property("clock", "options", [
			{ value: "", label: "" },
			...onload.clock_titles,
		]);
		const titles = Object.fromEntries(onload.clock_titles.map(({ value, label }) => [value, label]));
		events.grid.update_docfield_property("clock", "formatter", (code) => escape(titles[code] || code || ""));
	}
});

// a table is wider than a phone: there a row opens as a form of its own, and a new one at once
$(document).on("form-refresh", (event, frm) => {
	if (frm.meta.module !== "Fazhi Governance" || !frappe.is_mobile()) return;
	for (const { grid } of Object.values(frm.fields_dict)) {
		if (grid && grid.meta) grid.meta.editable_grid = 0;
	}
});

// how a clock stands in a list: [label, colour]
fazhi.clock_indicator = function (due, warn) {
	const today = frappe.datetime.get_today();
	if (due && due < today) return [__("Overdue"), "red"];
	if (due && warn && warn <= today) return [__("Due Soon"), "orange"];
	return null;
};

// open the list that a figure was counted from; `narrowed` makes of its filters those of a part of it
fazhi.open_figure = function (figure, from_date, to_date, unit, narrowed = (filters) => filters) {
	return frappe
		.call({
			method: "fazhi_governance.api.statistics.drill_down",
			type: "GET",
			args: { figure, from_date, to_date, unit },
		})
		.then(({ message: { doctype, filters } }) => {
			const options = {};
			for (const [table, field, operator, value] of narrowed(filters)) {
				const key = `${table}.${field}`;
				(options[key] = options[key] || []).push(JSON.stringify([operator, value]));
			}
			return keep_own_filters(doctype).then(() => {
				frappe.route_options = options;
				return frappe.set_route("List", doctype, "List");
			});
		});
};

// Frappe keeps a figure's filters for whenever the list is opened next. The user's own, by DocType (undefined: those
// that the list comes with), are put back once they have gone on to something else than the list and its records.
const own_filters = {};

async function keep_own_filters(doctype) {
	await frappe.model.with_doctype(doctype);
	if (!(doctype in own_filters)) own_filters[doctype] = frappe.get_user_settings(doctype, "List").filters;
}

frappe.router.on("change", async () => {
	const [view, shown] = frappe.get_route();
	for (const doctype of Object.keys(own_filters)) {
		const list = frappe.views.list_view[`List/${doctype}/List`];
		if (!list || (["List", "Form"].includes(view) && shown === doctype)) continue;
		const filters = own_filters[doctype] || list.parse_filters_from_settings();
		delete own_filters[doctype];
		await list.filter_area.clear(false);
		await list.filter_area.set(filters);
		frappe.model.user_settings.save(doctype, "List", { filters });
	}
});

// a field, or a column of a table, that says of what kind the record is which another one names: those with a unit
fazhi.offer_matter_kinds = function (frm, field, table) {
	const query = () => ({
		filters: [
			["DocField", "fieldname", "=", "unit"],
			["DocField", "options", "=", "Governance Unit"],
		],
	});
	if (table) frm.set_query(field, table, query);
	else frm.set_query(field, query);
};

// written and handed on at one press: what is filled in is saved with the workflow's next state
fazhi.save_as = async function (frm, state, done) {
	const before = frm.doc.workflow_state;
	frm.doc.workflow_state = state;
	frm.dirty();
	try {
		await frm.save();
	} finally {
		// Frappe keeps the promise of a save that the server has refused
		if (frm.is_dirty()) frm.doc.workflow_state = before;
		else frappe.show_alert({ message: done, indicator: "green" });
	}
};
