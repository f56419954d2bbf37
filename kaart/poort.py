"""``python -m kaart.poort 8000``: say so, before anything starts, when the port is taken."""

import socket
import sys


def vrij(port: int) -> bool:
    """Whether nothing listens on this port of the own machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def main(argument: str) -> int:
    """Give the exit code: 0 when the port is free, 1 when it is taken, 2 when it is no port."""
    if not (argument.isascii() and argument.isdigit() and 0 < int(argument) < 65536):
        print(
            f"“{argument}” is geen poort. Kies een getal van 1 tot en met 65535.", file=sys.stderr
        )
        return 2
    if vrij(int(argument)):
        return 0
    print(
        f"Poort {argument} is al in gebruik. Kies een andere: make start PORT=8001", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
