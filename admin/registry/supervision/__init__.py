"""How well the duty is done: the four faults in figures, inspections, dashboards."""
