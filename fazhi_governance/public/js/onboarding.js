// Module Onboarding in Chinese: an early Frappe 15 translates the titles of the steps, but not what they say, and
// Frappe's Chinese for leaving out a step (to jump) or the guide (to sack someone) is that of another trade. For what
// it says once a record has been saved it has no Chinese at all.

const OURS = ["Fazhi Office Setup", "Fazhi First Week"];
// guide → as drawn last: the workspace is drawn anew on each return, but the guide that was left is the one to be told
// that its step is done, and would show the next where nobody sees it
const drawn = {};

const guide_in_chinese = (Onboarding) =>
	class extends Onboarding {
		make_body() {
			drawn[this.label] = this;
			if (this.is_ours()) {
				for (const step of this.steps) {
					step.description = __(step.description);
					step.callback_title = __(step.callback_title);
					step.callback_message = __(step.callback_message);
				}
				this.docs_url = null; // the manual lies beside the code, not on this site
			}
			super.make_body();
			if (this.is_ours()) {
				this.steps_wrapper.find(".step-skip").text(__("Skip This Step"));
			}
		}

		show_step(step) {
			super.show_step.call(drawn[this.label], step);
			if (this.is_ours()) {
				drawn[this.label].step_body.find("p a").text(__("See All"));
			}
		}

		set_actions() {
			super.set_actions();
			if (this.is_ours()) {
				this.action_area.children().text(__("Hide for a Day"));
			}
		}

		async create_entry(step) {
			await super.create_entry(step);
			if (!step.form_tour) {
				delete frappe.route_hooks.after_load; // an early Frappe 15 fails on a tour that is not there
			}
			this.say_it_is_done();
		}

		update_settings(step) {
			super.update_settings(step);
			this.say_it_is_done((frm) => frm.doc[step.field]);
		}

		say_it_is_done(is_done = () => true) {
			const tell = frappe.route_hooks.after_save;
			if (!tell || !this.is_ours()) return;
			frappe.route_hooks.after_save = (frm) => {
				tell(frm);
				if (!is_done(frm)) return;
				frappe.msg_dialog.set_title(__("This step is done. Continue leads back to the guide."));
			};
		}

		is_ours() {
			return OURS.includes(this.label);
		}
	};

const widgets = frappe.widget?.widget_factory;
if (widgets?.onboarding) {
	widgets.onboarding = guide_in_chinese(widgets.onboarding);
}
