"""Reading records. Lists start from the actor; what a page gets are values, never rows."""
