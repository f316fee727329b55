// Calendar views of a record kind by one of its dates; nothing in them is dragged.
frappe.provide("fazhi");

// clock: {stop, warn}, where the date is a due day
fazhi.calendar_of = function (title, date, clock) {
	return {
		// with a time zone of its own, the browser would show the day before
		field_map: { id: "name", start: date, end: date, title, convertToUserTz: "convert_to_user_tz" },
		fields: ["name", title, date, ...(clock ? [clock.stop, clock.warn] : [])],
		// the calendar's own name of Chinese
		options: { selectable: false, locale: frappe.boot.lang === "zh" ? "zh-cn" : frappe.boot.lang },
		get_events_method: "fazhi_governance.api.due.calendar_events",
		get_css_class(event) {
			if (!clock) return "default";
			if (event[clock.stop]) return "success";
			const today = frappe.datetime.get_today();
			// the day itself has become a moment by now
			const due = moment(event.start).format("YYYY-MM-DD");
			if (due < today) return "danger";
			return event[clock.warn] <= today ? "warning" : "default";
		},
	};
};
