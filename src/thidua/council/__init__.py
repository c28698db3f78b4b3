"""Meetings, the adopted ranking and its publication."""
