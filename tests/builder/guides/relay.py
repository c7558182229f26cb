# SPDX-License-Identifier: GPL-3.0-or-later
"""One server of the outside for a network that has none: who connects to an address in the network of a process is connected to the server."""
import ctypes
import os
import socket
import threading

CLONE_NEWNET = 0x40000000


class Relay(threading.Thread):
    def __init__(self, process, inside, outside):
        super().__init__(daemon=True)
        self.inside, self.outside = inside, outside
        ready = []
        entering = threading.Thread(target=lambda: ready.append(self.listen(process)))
        entering.start()
        entering.join()
        self.listener = ready[0]
        self.start()

    def listen(self, process):
        """In a thread that ends there: a network belongs to a thread, and a socket to the network it was made in."""
        libc = ctypes.CDLL(None, use_errno=True)
        with open(f"/proc/{process}/ns/net") as network:
            if libc.setns(network.fileno(), CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return socket.create_server(self.inside)

    def run(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        try:
            server = socket.create_connection(self.outside, timeout=60)
        except OSError:
            client.close()
            return
        server.settimeout(None)
        back = threading.Thread(target=self.copy, args=(server, client), daemon=True)
        back.start()
        self.copy(client, server)
        back.join()
        client.close()
        server.close()

    @staticmethod
    def copy(source, target):
        try:
            while data := source.recv(1 << 16):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass
