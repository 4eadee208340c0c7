"""What stands in each part of the report, ready to be put in a template."""
