"""Which database this is (demonstration or ordinary) and its clock."""
