"""The body of `./test`: gets what the tests need, runs every check, prints the count last.

Like `./run` it starts on the machine's own Python and imports only the standard library.
"""
