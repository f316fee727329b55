// A number card of a figure opens the list that it was counted from; Frappe's own custom cards open nothing.
frappe.provide("fazhi");

$(document).on("click", ".number-widget-box .widget-body", function () {
	const figure = $(this).find("[data-figure]").attr("data-figure");
	// while a workspace is being arranged, its cards are taken hold of
	const is_arranged = frappe.workspace && frappe.workspace.is_read_only === false;
	if (!figure || is_arranged) return;
	const today = frappe.datetime.get_today();
	fazhi.open_figure(figure, `${today.slice(0, 4)}-01-01`, today);
});
