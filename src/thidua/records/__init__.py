"""Facts about people and units, whatever the campaign: ratings, titles, works, discipline, ideas (decision 19)."""
