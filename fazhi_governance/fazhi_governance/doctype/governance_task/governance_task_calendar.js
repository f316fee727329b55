// Frappe's Gantt view writes its settings over the calendar's, so each view gets them anew
Object.defineProperty(frappe.views.calendar, "Governance Task", {
	configurable: true,
	get: () => ({
		...fazhi.calendar_of("title", "task_due_on", { stop: "completed_on", warn: "task_warn_on" }),
		// a bar reaches from the deployment to the due day; how far it is follows from the progress log
		gantt: {
			field_map: {
				id: "name",
				start: "deployed_on",
				end: "due_on",
				title: "title",
				progress: (task) => task.percent,
			},
			order_by: "due_on",
		},
	}),
});
