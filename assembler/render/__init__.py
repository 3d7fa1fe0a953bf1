"""Pour views into Word and Excel templates, the same bytes for the same view."""
