"""Plan and region, turned into the plain values each template may show."""
