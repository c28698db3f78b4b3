"""A cluster's year: theme, tasks, frozen criteria, windows, targets and the pledge."""
