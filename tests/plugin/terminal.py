# SPDX-License-Identifier: GPL-3.0-or-later
"""terminal.py WHEN COMMAND…: runs a command on a terminal and prints what it showed.

WHEN `working`, Ctrl-C as soon as a list says what it does; WHEN a path, as soon as there is such a file; else never.
"""
import os
import pty
import select
import signal
import subprocess
import sys


def stay_like_a_shell(command):
    """Whose terminal it is stays as a person's shell does: it would be taken from all others else when the command ends."""
    signal.signal(signal.SIGINT, lambda *dummy: None)
    read, write = os.pipe()
    done = subprocess.Popen(command, env={**os.environ, 'TERM': 'xterm'}, pass_fds=(write,))
    os.close(write)
    code = done.wait()
    os.read(read, 1)  # returns when the last of its workers has ended, which have the other end from it
    os._exit(code & 255)


when, command = sys.argv[1], sys.argv[2:]
process, terminal = pty.fork()
if process == 0:
    stay_like_a_shell(command)
shown, pressed = b'', False
while True:
    try:
        if select.select([terminal], [], [], 0.1)[0]:
            shown += os.read(terminal, 65536)
    except OSError:
        break
    if not pressed and (b'; file ' in shown if when == 'working' else os.path.isfile(when)):
        os.write(terminal, b'\x03')
        pressed = True
dummy, status = os.waitpid(process, 0)
print(shown.decode().replace('\r', '\n'))
sys.exit(os.waitstatus_to_exitcode(status) & 255)
