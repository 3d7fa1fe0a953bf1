"""``python -m assembler.cli`` is the command, without the service's own."""

from assembler.cli.app import main

main()
