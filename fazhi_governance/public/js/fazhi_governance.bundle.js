import "./governed_form";
import "./personal_data";
import "./register_button";
import "./due";
import "./timeline";
import "./calendars";
import "./reports";
import "./advice";
