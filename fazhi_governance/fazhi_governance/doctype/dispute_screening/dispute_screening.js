frappe.ui.form.on("Dispute Screening", {
	setup(frm) {
		frm.set_query("mediation_case", "disputes", () => ({ filters: { unit: frm.doc.unit } }));
	},
	refresh(frm) {
		if (frm.is_new() || !frm.has_perm("write") || !frappe.model.can_create("Mediation Case")) return;
		if (open_disputes(frm).length) {
			frm.add_custom_button(__("Take Up for Mediation"), () => choose_dispute(frm));
		}
	},
});

function open_disputes(frm) {
	return (frm.doc.disputes || []).filter((row) => row.outcome === "Not Dealt With");
}

function choose_dispute(frm) {
	if (frm.is_dirty()) {
		frappe.msgprint(__("Save the screening first."));
		return;
	}
	const disputes = open_disputes(frm);
	if (disputes.length === 1) {
		take_up(frm, disputes[0].name);
		return;
	}
	frappe.prompt(
		{
			fieldname: "dispute",
			fieldtype: "Select",
			label: __("Dispute in Brief"),
			options: disputes.map((row) => ({ value: row.name, label: `${row.idx}. ${row.brief}` })),
			reqd: 1,
		},
		({ dispute }) => take_up(frm, dispute),
		__("Take Up for Mediation"),
	);
}

function take_up(frm, dispute) {
	frm.call({ doc: frm.doc, method: "take_up", args: { dispute }, freeze: true }).then(({ message }) => {
		if (message) frappe.set_route("Form", "Mediation Case", message);
	});
}
