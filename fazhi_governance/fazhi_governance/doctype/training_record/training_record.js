frappe.ui.form.on("Training Record", {
	setup(frm) {
		for (const roster of ["officer", "resident"]) {
			frm.set_query(roster, "attendees", () => ({ filters: { left_on: ["is", "not set"] } }));
		}
	},
	refresh(frm) {
		if (!frm.has_perm("write")) return;
		frm.add_custom_button(__("Paste Names"), () => paste_names(frm), __("Attendance"));
		if (frappe.model.can_read("Enforcement Officer")) {
			frm.add_custom_button(__("Add Officers of the Unit"), () => add_officers(frm), __("Attendance"));
		}
		if (frappe.model.can_read("Law Literate Resident")) {
			frm.add_custom_button(__("Add Law-literate Residents"), () => add_residents(frm), __("Attendance"));
		}
	},
});

frappe.ui.form.on("Training Attendance", {
	// what no longer applies is hidden, so it must not stay behind
	attendance(frm, doctype, name) {
		const row = frappe.get_doc(doctype, name);
		if (row.attendance !== "Made Up") frappe.model.set_value(doctype, name, "made_up_on", null);
		if (row.attendance === "Absent") frappe.model.set_value(doctype, name, "score", 0);
	},
	officer: (frm, doctype, name) => fill_name(doctype, name, "officer", "Enforcement Officer", "officer_name"),
	resident: (frm, doctype, name) =>
		fill_name(doctype, name, "resident", "Law Literate Resident", "resident_name"),
});

function fill_name(doctype, name, field, roster, name_field) {
	const chosen = frappe.get_doc(doctype, name)[field];
	if (!chosen) return;
	frappe.db
		.get_value(roster, chosen, name_field)
		.then(({ message }) => frappe.model.set_value(doctype, name, "person_name", message[name_field]));
}

function add_rows(frm, rows) {
	const key = (row) => row.officer || row.resident || row.person_name;
	const listed = (frm.doc.attendees || []).filter(key);
	frm.doc.attendees = listed;
	const known = new Set(listed.map(key));
	for (const row of rows) {
		if (!known.has(key(row))) frm.add_child("attendees", row);
		known.add(key(row));
	}
	listed.forEach((row, index) => (row.idx = index + 1));
	frm.refresh_field("attendees");
	frm.dirty();
}

function add_officers(frm) {
	const filters = [
		["unit", "descendants of (inclusive)", frm.doc.unit],
		["left_on", "is", "not set"],
	];
	frappe.db
		.get_list("Enforcement Officer", {
			fields: ["name as officer", "officer_name as person_name"],
			filters,
			order_by: "officer_name",
			limit: 0,
		})
		.then((officers) => add_rows(frm, officers));
}

// a station trains those of all communities, so not by the unit alone
function add_residents(frm) {
	frappe.db
		.get_list("Law Literate Resident", {
			fields: ["name as resident", "resident_name as person_name"],
			filters: { left_on: ["is", "not set"] },
			order_by: "unit, resident_name",
			limit: 0,
		})
		.then((residents) => add_rows(frm, residents));
}

function paste_names(frm) {
	frappe.prompt(
		{
			fieldname: "names",
			fieldtype: "Small Text",
			label: __("Names of Persons"),
			description: __("One per line, or divided by commas"),
			reqd: 1,
		},
		({ names }) => {
			const rows = names
				.split(/[\n\t、，,；;]+/)
				// a space only pads a Chinese name of two characters
				.map((name) => name.trim().replace(/([\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/g, "$1"))
				.filter(Boolean)
				.map((person_name) => ({ person_name }));
			add_rows(frm, rows);
		},
		__("Paste Names")
	);
}
