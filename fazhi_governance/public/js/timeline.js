// The days of a procedure, from left to right, or from top to bottom on a phone.
frappe.provide("fazhi");

const DOT_COLOURS = { done: "green", missing: "red", next: "blue", open: "gray" };

// rows: [{date, label, state}] in the order of the procedure; state: done (by default where there is a date),
// missing, next or open; date: a day, a moment, or nothing
fazhi.show_timeline = function (frm, rows) {
	// a form may be refreshed twice in a row
	$(frm.wrapper).find(".fazhi-timeline").closest(".form-dashboard-section").remove();
	const is_narrow = window.innerWidth < 768;
	const direction = is_narrow ? "column" : "row";
	const body = rows.map((row) => (is_narrow ? line(row) : stop(row))).join("");
	frm.dashboard.add_section(
		`<div class="fazhi-timeline" style="display: flex; flex-direction: ${direction}; overflow-x: auto">${body}</div>`,
		__("Course of the Procedure")
	);
};

function stop(row) {
	return `<div style="flex: 1 0 84px; text-align: center; padding: 4px">
		${dot(row)}<div class="small">${text(row)}</div><div class="text-muted small">${day(row)}</div></div>`;
}

function line(row) {
	return `<div style="display: flex; gap: 8px; padding: 3px 0">${dot(row)}
		<div class="small" style="flex: 1">${text(row)}</div><div class="text-muted small">${day(row)}</div></div>`;
}

function dot(row) {
	const colour = DOT_COLOURS[row.state || (row.date ? "done" : "open")];
	return `<span class="indicator ${colour}"></span>`;
}

function text(row) {
	return frappe.utils.escape_html(row.label);
}

function day(row) {
	return row.date ? frappe.datetime.str_to_user(row.date.slice(0, 10), false, true) : "—";
}
