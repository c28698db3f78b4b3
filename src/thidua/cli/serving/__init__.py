"""What stands behind `thidua serve`: the lock of a data folder, the swap of its data, the web workers."""
