"""A cable to a database, which a test can cut: a relay on a loopback port."""

import selectors
import socket
import threading

PIECE = 64 * 1024


class Cable:
    """Relays connections to `target` (host and port) from `address` until it is cut.

    A cut ends every connection and lets none be made; `mend` lets them be made again, at the same
    address. A silent cable keeps its connections and carries nothing: what a dead switch does.
    """

    def __init__(self, target):
        self._target = target
        self._pairs = {}
        self._selector = selectors.DefaultSelector()
        self._lock = threading.Lock()
        self._is_silent = False
        self._listener = None
        self._port = 0
        self._ends = False
        self._listen()
        self._thread = threading.Thread(target=self._relay, name="cable", daemon=True)
        self._thread.start()

    @property
    def address(self):
        """Where the cable begins."""
        return f"127.0.0.1:{self._port}"

    def cut(self):
        """Ends every connection; no other is made."""
        with self._lock:
            self._unlisten()
            for end in list(self._pairs):
                self._drop(end)

    def silence(self):
        """Carries nothing any more, and says so to nobody."""
        with self._lock:
            self._is_silent = True

    def mend(self):
        """Carries again. What a silent cable held is lost with its connections."""
        with self._lock:
            if self._is_silent:
                for end in list(self._pairs):
                    self._drop(end)
            self._is_silent = False
            if self._listener is None:
                self._listen()

    def end(self):
        """Cuts it for good."""
        self.cut()
        self._ends = True
        self._thread.join()

    def _listen(self):
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._listener.setblocking(False)
        self._port = self._listener.getsockname()[1]
        self._selector.register(self._listener, selectors.EVENT_READ)

    def _unlisten(self):
        if self._listener is not None:
            self._selector.unregister(self._listener)
            self._listener.close()
            self._listener = None

    def _relay(self):
        while not self._ends:
            for key, _ in self._selector.select(timeout=0.02):
                with self._lock:
                    if key.fileobj is self._listener:
                        self._accept()
                    elif key.fileobj in self._pairs and not self._is_silent:
                        self._carry(key.fileobj)
            if self._is_silent:
                # What is not carried stays readable: do not spin.
                threading.Event().wait(0.02)

    def _accept(self):
        try:
            near, _ = self._listener.accept()
        except OSError:
            return  # gone again
        try:
            far = socket.create_connection(self._target)
        except OSError:
            near.close()
            return
        for end, other in ((near, far), (far, near)):
            end.settimeout(5)
            self._pairs[end] = other
            self._selector.register(end, selectors.EVENT_READ)

    def _carry(self, end):
        try:
            piece = end.recv(PIECE)
            if piece:
                self._pairs[end].sendall(piece)
                return
        except OSError:
            pass  # broken: as good as ended
        self._drop(end)

    def _drop(self, end):
        other = self._pairs.get(end)
        for one in (end, other):
            if self._pairs.pop(one, None) is not None:
                self._selector.unregister(one)
                one.close()
