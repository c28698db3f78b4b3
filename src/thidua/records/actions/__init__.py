"""Every write of the records: one transaction for the rule, the change and the log."""
