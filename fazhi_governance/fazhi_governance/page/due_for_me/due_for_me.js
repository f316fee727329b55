frappe.pages["due-for-me"].on_page_load = function (wrapper) {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("What Is Due"), single_column: true });
	wrapper.due_list = new fazhi.DueList($(page.main).addClass("frappe-card").css("padding", "0 15px 15px"));
};

frappe.pages["due-for-me"].on_page_show = ({ due_list }) => {
	// as a number card asks for it
	const { is_mine } = frappe.route_options || {};
	frappe.route_options = null;
	if (is_mine !== undefined) due_list.choose("is_mine", is_mine);
	due_list.refresh();
};
