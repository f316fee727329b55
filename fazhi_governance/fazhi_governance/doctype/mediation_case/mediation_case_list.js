frappe.listview_settings["Mediation Case"] = {
	onload(listview) {
		fazhi.add_register_button(listview);
		fazhi.add_person_search(listview);
	},
	hide_name_column: true,
	add_fields: ["status", "result", "mediation_due_on", "mediation_warn_on"],
	get_indicator(doc) {
		if (doc.status === "Concluded") {
			const is_successful = ["Written Agreement", "Oral Agreement"].includes(doc.result);
			return [__(doc.result), is_successful ? "green" : "gray", `result,=,${doc.result}`];
		}
		const late = fazhi.clock_indicator(doc.mediation_due_on, doc.mediation_warn_on);
		return [...(late || [__("In Mediation"), "blue"]), "status,=,In Mediation"];
	},
};
