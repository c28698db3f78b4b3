"""Organisations, clusters, years, memberships and who may act for whom."""
