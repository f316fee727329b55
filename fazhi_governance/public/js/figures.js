// A number card of a figure opens the list that it was counted from; Frappe's own custom cards open nothing.
frappe.provide("fazhi");

const CARD = "fazhi_governance.api.charts.card";

$(document).on("click", ".number-widget-box .widget-body", function () {
	const name = $(this).closest(".number-widget-box").attr("data-widget-name");
	const card = name && frappe.get_doc("Number Card", name);
	// while a workspace is being arranged, its cards are taken hold of
	const is_arranged = frappe.workspace && frappe.workspace.is_read_only === false;
	if (!card || card.method !== CARD || is_arranged) return;
	const today = frappe.datetime.get_today();
	fazhi.open_figure(JSON.parse(card.filters_json).figure, `${today.slice(0, 4)}-01-01`, today);
});
