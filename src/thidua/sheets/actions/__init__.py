"""Writing sheets: drafting, evidence, submission, verification. One transaction an act, with its audit entry."""
