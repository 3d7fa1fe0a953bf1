"""Read a template as its author drew it, and tell every fault of it at once, each with its place."""
