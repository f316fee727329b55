frappe.listview_settings["Governance Task"] = {
	onload(listview) {
		fazhi.add_register_button(listview);
		// tasks run for months: day by day, a bar would not even show its name
		const own = (frappe.model.user_settings[listview.doctype] ||= {});
		(own.Gantt ||= {}).gantt_view_mode ||= "Month";
	},
	hide_name_column: true,
	add_fields: ["status", "deployed_on", "task_due_on", "task_warn_on"],
	get_indicator(doc) {
		const colours = { Done: "green", "In Progress": "blue" };
		const is_open = ["Not Started", "In Progress"].includes(doc.status);
		const late = is_open ? fazhi.clock_indicator(doc.task_due_on, doc.task_warn_on) : null;
		const label = [__(doc.status), colours[doc.status] || "gray"];
		return [...(late || label), `status,=,${doc.status}`];
	},
};
