"""Optional content: a layer hidden in an attachment stays hidden in the whole (ISO 32000-1, 8.11)."""

from pikepdf import Array, Dictionary, Name, Pdf


def carry_layers(pdf: Pdf, source: Pdf) -> None:
    """Adds the layers of a source to the catalog, off where the source had them off."""
    properties = source.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return
    default = properties.get("/D", Dictionary())
    shown = {group.objgen for group in default.get("/ON", [])}
    off = {group.objgen for group in default.get("/OFF", [])}
    starts_off = default.get("/BaseState") == Name.OFF
    if "/OCProperties" not in pdf.Root:
        pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(OFF=Array(), Order=Array()))
    carried = pdf.Root.OCProperties
    for group in properties.get("/OCGs", []):
        copy = pdf.copy_foreign(group)
        carried.OCGs.append(copy)
        carried.D.Order.append(copy)
        if group.objgen in off or (starts_off and group.objgen not in shown):
            carried.D.OFF.append(copy)
