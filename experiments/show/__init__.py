"""Pictures. Each is a function that takes results and returns a Matplotlib figure."""
