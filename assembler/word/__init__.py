"""Word files as such: house styles, blocks as OOXML, captions and bookmarks, the same bytes for the same content."""
