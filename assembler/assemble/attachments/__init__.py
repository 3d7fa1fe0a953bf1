"""PDF attachments, screened and cleaned before they join the dossier."""
