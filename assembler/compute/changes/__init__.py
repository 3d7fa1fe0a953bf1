"""What changed between two plans of a territory."""
