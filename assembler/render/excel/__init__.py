"""Excel documents: live formulas with stored results, table objects, native charts, print set-up."""
