import "./governed_form";
import "./register_button";
