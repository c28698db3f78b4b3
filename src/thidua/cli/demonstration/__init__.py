"""The demonstration: two clusters, built stage by stage by the product's own actions (decisions 28, 29)."""
