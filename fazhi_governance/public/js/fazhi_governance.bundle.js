import "./governed_form";
