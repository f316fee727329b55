frappe.ui.form.on("Leading Group", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Members on a Day"), () => ask_for_day(frm));
		if (frm.perm[0].write) frm.add_custom_button(__("Adjust"), () => adjust(frm));
	},
});

function on_day(frm, day) {
	return frm.doc.members.filter(
		(member) => member.from_date <= day && (!member.to_date || day <= member.to_date)
	);
}

function member_table(members) {
	const head = [__("Person"), __("Post"), __("Role in the Group")].map((label) => `<th>${label}</th>`);
	const body = members.map(
		(member) =>
			`<tr>${[member.person_name, member.post, __(member.group_role)]
				.map((text) => `<td>${frappe.utils.escape_html(text || "")}</td>`)
				.join("")}</tr>`
	);
	return `<table class="table table-bordered"><tr>${head.join("")}</tr>${body.join("")}</table>`;
}

function ask_for_day(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Members on a Day"),
		fields: [
			{
				fieldname: "day",
				fieldtype: "Date",
				label: __("Day"),
				default: frappe.datetime.get_today(),
				onchange: () => show(),
			},
			{ fieldname: "members", fieldtype: "HTML" },
		],
	});
	const show = () => dialog.fields_dict.members.$wrapper.html(member_table(on_day(frm, dialog.get_value("day"))));
	dialog.show();
	show();
}

function adjust(frm) {
	if (frm.is_dirty()) {
		frappe.msgprint(__("Save the group first, then adjust it."));
		return;
	}
	const today = frappe.datetime.get_today();
	const dialog = new frappe.ui.Dialog({
		title: __("Adjust"),
		size: "large",
		fields: [
			{ fieldname: "adjusted_on", fieldtype: "Date", label: __("Adjusted On"), reqd: 1, default: today },
			{ fieldname: "document_number", fieldtype: "Data", label: __("Document Number"), reqd: 1 },
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason") },
			{
				fieldname: "leaving",
				fieldtype: "MultiCheck",
				label: __("Who Leaves"),
				columns: 2,
				options: on_day(frm, today).map((member) => ({
					value: member.name,
					label: `${member.person_name}（${member.post || __(member.group_role)}）`,
				})),
			},
			{
				fieldname: "joining",
				fieldtype: "Table",
				label: __("Who Joins"),
				in_place_edit: true,
				data: [],
				fields: ["person_name", "post", "group_role"].map((fieldname) => ({
					...frappe.meta.get_docfield("Leading Group Member", fieldname),
					columns: 3,
				})),
			},
		],
		primary_action_label: __("Adjust"),
		primary_action(values) {
			frm.call("adjust", {
				adjusted_on: values.adjusted_on,
				document_number: values.document_number,
				reason: values.reason || "",
				leaving: values.leaving || [],
				joining: values.joining || [],
			}).then((answer) => {
				if (answer.exc) return;
				dialog.hide();
				frm.reload_doc();
			});
		},
	});
	dialog.show();
}
