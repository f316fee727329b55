frappe.views.calendar["Governance Task"] = {
	...fazhi.calendar_of("title", "task_due_on", { stop: "completed_on", warn: "task_warn_on" }),
	// the bar of a task reaches from its deployment to its due day
	gantt: {
		field_map: {
			id: "name",
			start: "deployed_on",
			end: "due_on",
			title: "title",
			// read, not dragged: it follows from the progress log
			progress: (task) => task.percent,
		},
		order_by: "due_on",
	},
};
