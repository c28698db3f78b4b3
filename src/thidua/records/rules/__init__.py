"""Who may read and write records, and what a history may say: each rule is yes, or no with its sentence."""
