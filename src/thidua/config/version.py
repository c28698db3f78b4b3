"""The product's version; pyproject.toml says the same, and a house test compares them."""

VERSION = "0.1.0"
