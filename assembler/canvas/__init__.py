"""The Excel canvas: built from the declarations alone, blank, pre-filled, or carried from one year to the next."""
