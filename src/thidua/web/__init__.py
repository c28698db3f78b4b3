"""Pages. They import queries, rules and actions; never models."""
