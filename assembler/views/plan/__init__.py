"""The views of the plan de communauté (C1), part by part."""
