"""The file of `thidua backup`: a gzip-packed tar holding manifest.json, the database and the evidence.

The manifest comes first and names every member with its size and SHA-256, so that a reader knows what to
expect before it unpacks anything. Nothing else is in the file.
"""
