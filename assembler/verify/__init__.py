"""Reads what was made with a reader that did not write it, and tells every defect."""
