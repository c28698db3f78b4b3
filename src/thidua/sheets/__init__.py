"""Score sheets: drafts, submitted claims, evidence, verification."""
