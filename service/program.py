"""The door of the ``dossier`` program. It imports nothing before an interruption leaves without a word."""

import signal


def main() -> None:
    """Runs what the shell typed. While the program is being read nothing is made: Ctrl-C simply ends it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from service.command import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
