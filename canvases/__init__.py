"""What the region, the canvases and the samples are made of."""
