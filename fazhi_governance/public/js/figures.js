// A number card of a figure opens the list that it was counted from, one of what is due the page of it; Frappe's own
// custom cards open nothing.
frappe.provide("fazhi");

$(document).on("click", ".number-widget-box .widget-body", function () {
	const said = (what) => $(this).find(`[data-${what}]`).attr(`data-${what}`);
	// while a workspace is being arranged, its cards are taken hold of
	if (frappe.workspace && frappe.workspace.is_read_only === false) return;
	if (said("due")) {
		frappe.route_options = { is_mine: said("due") === "mine" };
		frappe.set_route("due-for-me");
	} else if (said("figure")) {
		const today = frappe.datetime.get_today();
		fazhi.open_figure(said("figure"), `${today.slice(0, 4)}-01-01`, today);
	}
});
