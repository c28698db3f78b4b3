"""`./run`: from a fresh clone to a running server.

Runs on the machine's own Python before any library is installed, so it imports nothing outside the standard
library and this package.
"""
