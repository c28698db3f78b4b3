"""The conditions of awards, one module for a family, found by the type that the files write."""
