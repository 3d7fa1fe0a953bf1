"""Optional content: a layer hidden in an attachment stays hidden in the whole (ISO 32000-1, 8.11)."""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Pdf


def carry_layers(pdf: Pdf, sources: Sequence[Pdf]) -> None:
    """Adds the layers of every source to the catalog, off where the source had them off."""
    groups, hidden = Array(), Array()
    for source in sources:
        properties = source.Root.get("/OCProperties")
        if not isinstance(properties, Dictionary):
            continue
        default = properties.get("/D", Dictionary())
        shown = {group.objgen for group in default.get("/ON", [])}
        off = {group.objgen for group in default.get("/OFF", [])}
        starts_off = default.get("/BaseState") == Name.OFF
        for group in properties.get("/OCGs", []):
            copy = pdf.copy_foreign(group)
            groups.append(copy)
            if group.objgen in off or (starts_off and group.objgen not in shown):
                hidden.append(copy)
    if len(groups):
        pdf.Root.OCProperties = Dictionary(OCGs=groups, D=Dictionary(OFF=hidden, Order=Array(list(groups))))
