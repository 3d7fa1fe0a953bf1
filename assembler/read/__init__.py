"""Read what people send: workbook, narrative, attachments; addresses kept, nothing judged twice."""
