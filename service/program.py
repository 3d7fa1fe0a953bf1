"""The door of the ``dossier`` program. It imports nothing before an interruption leaves without a word."""

import gc
import signal

COLLECT_AFTER = 200_000  # records made: a short life makes many small ones, and collecting less often saves a tenth


def main() -> None:
    """Runs what the shell typed. While the program is being read nothing is made: Ctrl-C simply ends it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(COLLECT_AFTER)
    from service.command import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
