"""The outermost floor: settings from the environment, logs, checks, what every request passes through."""
