"""Make the canvases people fill in."""
