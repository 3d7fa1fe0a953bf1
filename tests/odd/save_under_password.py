"""Saves a workbook under a password through a LibreOffice that listens: pipe, source, target."""

import sys
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

pipe, source, target = sys.argv[1:]
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def options(**values: object) -> tuple[PropertyValue, ...]:
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, options(Hidden=True))
how = options(FilterName="Calc MS Excel 2007 XML", Password="mystere")
document.storeToURL(Path(target).as_uri(), how)
document.close(True)
