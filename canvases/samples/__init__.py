"""Sample plans: what six local teams would hand in, made from what they would have typed."""
