"""Scoring, ranking, phases and Vietnamese text: no Django, no clock, exact decimals only."""
