const COLOURS = {
	Draft: "gray",
	Frozen: "light-blue",
	Signed: "blue",
	Filed: "orange",
	"Made Public": "green",
	Withdrawn: "red",
};

frappe.listview_settings["Annual Report"] = {
	onload: (listview) => fazhi.add_register_button(listview),
	add_fields: ["status", "sent_on", "sending_due_on", "sending_warn_on", "drifted_figures"],
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	get_indicator(doc) {
		if (doc.drifted_figures && doc.docstatus === 1) {
			return [__("{0} figures have moved", [doc.drifted_figures]), "orange", "drifted_figures,>,0"];
		}
		const is_open = doc.docstatus < 2 && !doc.sent_on;
		const late = is_open && fazhi.clock_indicator(doc.sending_due_on, doc.sending_warn_on);
		return [...(late || [__(doc.status), COLOURS[doc.status]]), `status,=,${doc.status}`];
	},
};
