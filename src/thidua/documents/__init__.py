"""Official papers: blocks of facts, laid out by the rules of their date, numbered, frozen, printed."""
