"""Turn finished Word and Excel files into PDF with LibreOffice, safely and always into the same bytes."""
