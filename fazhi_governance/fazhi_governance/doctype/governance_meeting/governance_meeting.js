frappe.ui.form.on("Governance Meeting", {
	setup(frm) {
		fazhi.offer_matter_kinds(frm, "matter_kind", "agenda_items");
		frm.set_query("training", () => ({
			filters: { unit: frm.doc.unit, held_on: frm.doc.held_on },
		}));
	},
	refresh(frm) {
		if (!frm.has_perm("write")) return;
		if (frm.doc.body) {
			frm.add_custom_button(__("Members of the Body"), () => add_members(frm), __("Attendance"));
		}
		if (frm.is_new()) return;
		if (frappe.model.can_create("Governance Task") && frm.doc.agenda_items.some(is_to_be_carried_out)) {
			frm.add_custom_button(__("Make Tasks of All Decisions"), () => make_tasks(frm), __("Create"));
		}
		const is_study = frm.doc.meeting_type === "Pre-meeting Study" && frm.doc.status === "Held";
		if (is_study && !frm.doc.training && frappe.model.can_create("Training Record")) {
			frm.add_custom_button(__("Training Record"), () => make_training(frm), __("Create"));
		}
	},
	body: (frm) => frm.trigger("refresh"),
});

frappe.ui.form.on("Meeting Agenda Item", {
	make_task: (frm, doctype, name) => make_tasks(frm, [name]),
	matter_kind: (frm, doctype, name) => frappe.model.set_value(doctype, name, "matter", ""),
});

function is_to_be_carried_out(row) {
	return row.decision && row.responsible_unit && row.due_on && !row.task;
}

async function make_tasks(frm, items) {
	if (frm.is_dirty()) await frm.save();
	const { message } = await frm.call("make_tasks", { items });
	await frm.reload_doc();
	frappe.show_alert({ message: __("{0} tasks are on record.", [message.length]), indicator: "green" });
}

function make_training(frm) {
	frappe.prompt(
		{ fieldname: "hours", fieldtype: "Float", label: __("Training Hours"), default: 1, reqd: 1 },
		async ({ hours }) => {
			if (frm.is_dirty()) await frm.save();
			await frm.call("make_training", { hours });
			await frm.reload_doc();
		},
		__("Training Record")
	);
}

// who belonged to the body on that day; who is listed already stays as entered
async function add_members(frm) {
	const { message } = await frm.call("members_of_body");
	const listed = (frm.doc.attendees || []).filter((row) => row.person_name);
	frm.doc.attendees = listed;
	const known = new Set(listed.map((row) => row.person_name));
	for (const member of message) {
		if (!known.has(member.person_name)) frm.add_child("attendees", member);
	}
	frm.refresh_field("attendees");
	frm.dirty();
}
