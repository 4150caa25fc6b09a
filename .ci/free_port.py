"""Says plainly when the address that `make run` is to serve is not to be had: free_port.py PORT."""

import socket
import sys


def problem_with(port: str) -> str | None:
    """Return why the site cannot be served on ``port`` of this machine, or None when it can."""
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        return f"PORT={port} is not a port: choose a number from 1024 to 65535."
    with socket.socket() as probe:
        # As the server does, so that a port left moments ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            return f"Port {port} is kept for the system: choose a number from 1024 to 65535."
        except OSError:
            return f"Port {port} is taken, perhaps by GeekFeed in another terminal."
    return None


if __name__ == "__main__":
    problem = problem_with(sys.argv[1] if len(sys.argv) > 1 else "")
    if problem:
        sys.exit(f"{problem}\nTo serve the site elsewhere: make run PORT=8001")
