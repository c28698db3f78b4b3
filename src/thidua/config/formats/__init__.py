"""Formats that Django's own Vietnamese locale lacks or words otherwise."""
