"""The law of emulation and commendation as dated data, and the three-valued answer to "may this award be proposed?"."""
