"""The book of a unit's people and of the unit itself: histories, what the law says of them, imports, personal data."""
