"""Thi Đua: the year of an emulation cluster, from launch to ranked minutes."""
