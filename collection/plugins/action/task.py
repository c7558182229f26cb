# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the modules of this collection are run: the binary behind them where it lies, or from a copy that stays at the host.

Its arguments go through standard input, so that nothing secret is written to a disk, and no file is copied with each task. It has the
name of one of the modules because ansible-test wants that of an action plugin; meta/runtime.yml leads all modules here.
"""
from __future__ import annotations

import contextlib
import json
import os
import platform
import secrets
import shlex
import signal
import subprocess
import threading
import time

from ansible import constants as C
from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.executor import module_common
from ansible.module_utils.common import json as ansible_json
from ansible.plugins.action import ActionBase

from ansible_collections.stackhpc.kayobe_modules.plugins.plugin_utils import binaries

OURS = 'stackhpc.kayobe_modules'
MISSING = 'kayobe_modules has no copy for'
LEFT = 'The module {module} was left there and may go on to its end; running the same task again takes up from what it finds.'
PATIENCE = 15  # seconds that an interrupted binary has for its last words; it takes ten at most

# Where a user's copy is: in a folder that nobody else can write to. HOME is another user's after some ways of becoming one.
PLACE = '''h=$HOME; [ -O "$h" ] || h=$(eval "echo ~$(id -un)"); d=$h/.ansible/kayobe_modules; {sum}; f=$d/$s; '''
RUN = PLACE + '''if [ -O "$d" ] && [ -O "$f" ] && [ -x "$f" ] && case $(ls -ldn "$d" "$f") in drwx------*"
"-rwx------*) ;; *) false;; esac; then {call}; else cat > /dev/null; echo "{missing} $(uname -m)"; fi'''
# A folder that cannot be had, a full disk, a mount without programs: the copy is run from where Ansible put it.
INSTALL = PLACE + '''t={copy}; if (umask 077; mkdir -p "$d" && [ -O "$d" ] && [ ! -L "$d" ] && chmod 700 "$d" && cp "$t" "$d/.new.$$" \
&& chmod 700 "$d/.new.$$" && mv -f "$d/.new.$$" "$f") 2> /dev/null && [ -x "$f" ]; \
then for o in "$d"/* "$d"/.new.*; do [ "$o" = "$f" ] || rm -f "$o"; done; else rm -f "$d/.new.$$" 2> /dev/null; f=$t; fi; {call}'''


class Refused(Exception):
    """The short way is not open; the module goes the way of every binary module."""


class Interrupted(BaseException):
    """A signal came."""


class ActionModule(ActionBase):

    _supports_check_mode = True
    _supports_async = True
    _input = None
    _progress = None

    def run(self, tmp=None, task_vars=None):
        # Up to 2.18 the constructor sets these for the instance.
        self._supports_check_mode = self._supports_async = True
        task_vars = task_vars or {}
        result = super().run(tmp, task_vars)
        self._vars = task_vars
        self._binary_run = self._way()
        wrap_async = self._task.async_val and not getattr(self._connection, 'has_native_async', False)
        try:
            answer = self._execute(task_vars, wrap_async)
        except Refused as refusal:
            self._display.vvv(f'The module is copied: {refusal}', host=self._host())
            self._binary_run = None
            answer = self._execute(task_vars, wrap_async)
        result.update(answer)
        if not wrap_async:
            self._remove_tmp_path(self._connection._shell.tmpdir)
        if isinstance(result.get('collection'), dict):
            result['collection']['path'] = binaries.COLLECTION
        if 'summary' in result and result.get('msg') and not result.get('failed') and not self._task.no_log:
            self._display.display(f"{self._host()}: {result['msg']}")
        return result

    def _execute(self, task_vars, wrap_async):
        # A copy, as plain JSON: up to 2.18 Ansible itself cannot write vaulted values, dates and sets to the file of a binary module.
        return self._execute_module(
            module_name=self._name(), module_args=json.loads(self._json(self._task.args)), task_vars=task_vars, wrap_async=wrap_async)

    def _name(self):
        """Of the module here, also where the task has the name of another collection."""
        loader = self._shared_loader_obj.module_loader
        found = loader.find_plugin_with_context(self._task.action, collection_list=self._task.collections)
        collection, dummy, name = found.resolved_fqcn.rpartition('.')
        if collection != OURS and name.startswith('pulp_'):
            name = name[len('pulp_'):]
        return f'{OURS}.{name}'

    def _way(self):
        """What runs the binary; none where Ansible's own way is the only one."""
        connection, become, shell = self._connection, self._connection.become, self._connection._shell
        if self._task.async_val or C.DEFAULT_KEEP_REMOTE_FILES:
            return None  # Ansible's wrapper wants a file; and so does who wants to look at it
        if connection.transport == 'local' and not self._becomes():
            return self._run_here
        through_pipe = getattr(connection, 'has_pipelining', False) and getattr(shell, 'SHELL_FAMILY', '') == 'sh'
        without_terminal = not become or (become.name != 'su' and getattr(become, 'pipelining', True) and not become.require_tty)
        return self._run_there if through_pipe and without_terminal else None

    def _becomes(self):
        if not self._connection.become:
            return False
        users = self._get_remote_user(), self.get_become_option('become_user')
        return C.BECOME_ALLOW_SAME_USER or users[0] != users[1] or not any(users)

    # What Ansible asks on its way through _execute_module. A module that is piped is what its own ones are to it.

    def _is_pipelining_enabled(self, module_style, wrap_async=False):
        return bool(self._binary_run) or super()._is_pipelining_enabled(module_style, wrap_async)

    def _configure_module(self, module_name, module_args, task_vars):
        if not self._binary_run:
            return super()._configure_module(module_name, module_args, task_vars)
        self._module = module_name.rpartition('.')[2]
        self._input = self._json(module_args).encode('utf-8', 'surrogateescape')
        path = binaries.path(platform.machine()) or binaries.PACKED
        shebang = '#!' + path
        if hasattr(module_common, '_BuiltModule'):
            return module_common._BuiltModule(b_module_data=self._input, module_style='new', shebang=shebang, serialization_profile='legacy'), path
        return 'new', shebang, self._input, path

    def _low_level_execute_command(self, *args, in_data=None, **kwargs):
        if in_data is not None and in_data is self._input:
            return self._binary_run(in_data)
        return super()._low_level_execute_command(*args, in_data=in_data, **kwargs)

    @staticmethod
    def _json(arguments):
        try:
            if hasattr(ansible_json, 'get_module_encoder'):
                encoder = ansible_json.get_module_encoder('legacy', ansible_json.Direction.CONTROLLER_TO_MODULE)
                return json.dumps(arguments, cls=encoder)
            return json.dumps(arguments, cls=ansible_json.AnsibleJSONEncoder, vault_to_text=True)
        except TypeError as failure:
            raise AnsibleError(f'Unable to pass options to module, they must be JSON serializable: {failure}')

    def _host(self):
        return self._task.delegate_to or self._vars.get('inventory_hostname')

    # On this machine, as this user.

    def _run_here(self, data):
        binary = binaries.path(platform.machine())
        if not binary:
            raise Refused(f'{binaries.PACKED} has no program for {platform.machine()}, or nowhere to put it')
        environment = {}
        self._compute_environment_string(environment)
        environment = {**os.environ, **{name: str(value) for name, value in environment.items()}}
        self._display.vvv(f'EXEC {binary} {self._module} -', host=self._host())
        command = [binary, self._module, '-']
        with Terminal() as terminal, Child(command, environment, self._loader.get_basedir(), Progress.of(self)) as child, Signals() as signals:
            try:
                out, err = child.talk(data)
            except Interrupted:
                self._show(child.last_words(signals.number), terminal.tell)
                raise
            except BaseException:
                self._show(child.last_words(signal.SIGTERM), self._display.display)
                raise
        out, err = out.decode('utf-8', 'surrogateescape'), err.decode('utf-8', 'replace')
        return {'rc': child.code, 'stdout': out, 'stdout_lines': out.splitlines(), 'stderr': err, 'stderr_lines': err.splitlines()}

    def _show(self, words, tell):
        if words and not self._task.no_log:
            tell(f'{self._host()}: {words}')

    # On another machine, or as another user.

    def _run_there(self, data):
        result = self._ask(RUN, data, missing=MISSING)
        if 'must have a tty' in result['stderr'] and not result['stdout'].strip():
            raise Refused('sudo wants a terminal there')
        if MISSING not in result['stdout']:
            return result
        machine = result['stdout'].rpartition(MISSING)[2].split()[0]
        binary = binaries.path(machine)
        if not binary:
            raise AnsibleActionFail(
                f'stackhpc.kayobe_modules has no binary for {self._host()}, which is {machine}; it has them for {", ".join(binaries.machines())}. '
                'Run this task on another host, localhost for example.')
        self._make_tmp_path()
        folder = self._connection._shell.tmpdir
        copy = self._transfer_file(binary, self._connection._shell.join_path(folder, os.path.basename(binary)))
        self._fixup_perms2([folder, copy], self._get_remote_user())
        return self._ask(INSTALL, data, machine, copy=shlex.quote(copy))

    def _ask(self, script, data, machine=None, **parts):
        call = f'"$f" {self._module} -'
        environment = self._compute_environment_string()
        if environment:
            # Like the arguments: what is in the command is in the list of processes, and in what -vvv shows.
            end = f'end {secrets.token_hex(8)}'
            call = f'while IFS= read -r l && [ "$l" != "{end}" ]; do e="$e$l\n"; done; eval "$e"; {call}'
            data = f'export {environment}\n{end}\n'.encode('utf-8', 'surrogateescape') + data
        cmd = script.format(sum=self._sum(machine or self._machine()), call=call, **parts)
        piped = self._connection.transport == 'local' and not self._connection.get_option('pipelining')
        if piped:
            # Else it gives a password to a terminal and standard input to nobody.
            self._connection.set_option('pipelining', True)
        try:
            with Terminal() as terminal, Signals():
                try:
                    return super()._low_level_execute_command(cmd, in_data=data)
                except Interrupted:
                    self._show(LEFT.format(module=self._module), terminal.tell)
                    raise
        finally:
            if piped:
                self._connection.set_option('pipelining', False)

    def _machine(self):
        known = self._vars
        if self._task.delegate_to:
            known = self._vars.get('ansible_delegated_vars', {}).get(self._task.delegate_to, {})
        return (known.get('ansible_facts') or {}).get('architecture') or known.get('ansible_architecture')

    def _sum(self, machine):
        """The shell's words for the checksum of the binary; unknown machines are asked with the same command."""
        if machine in binaries.machines():
            return f's={binaries.sha256(machine)}'
        cases = ''.join(f'{each}) s={binaries.sha256(each)};; ' for each in binaries.machines())
        return f'case $(uname -m) in {cases}*) s=none;; esac'


class Terminal:
    """What the main process writes its errors to, opened while it is there: it may be gone before the last words come.

    Nobody reads what Display would hand to it then, and the workers of newer Ansible have no terminal of their own.
    """

    def __enter__(self):
        self._descriptor = None
        with contextlib.suppress(OSError):
            self._descriptor = os.open(f'/proc/{os.getppid()}/fd/2', os.O_WRONLY | os.O_APPEND | os.O_NOCTTY | os.O_CLOEXEC)
        return self

    def __exit__(self, kind, value, trace):
        if self._descriptor is not None:
            os.close(self._descriptor)

    def tell(self, text):
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.write(self._descriptor, f'\n{text}\n'.encode('utf-8', 'surrogateescape'))


class Signals:
    """Ctrl-C and its like are raised, so that there are last words, and then do to us what they would have done."""

    def __enter__(self):
        self.number, self._previous = signal.SIGTERM, {}
        if threading.current_thread() is threading.main_thread():
            self._previous = {each: signal.signal(each, self._interrupt) for each in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, kind, value, trace):
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        if kind is Interrupted:
            os.kill(os.getpid(), self.number)

    def _interrupt(self, number, frame):
        # Ansible's main process sends another while it ends: that one would end the last words.
        for each in self._previous:
            signal.signal(each, signal.SIG_IGN)
        self.number = number
        raise Interrupted


class Child:
    """The binary as a process of a session of its own: signals reach it through us, once each."""

    def __init__(self, command, environment, folder, progress):
        self._progress = progress
        with progress as descriptor:
            if descriptor is not None:
                environment = {**environment, 'KAYOBE_MODULES_PROGRESS_FD': str(descriptor)}
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=folder,
                pass_fds=() if descriptor is None else (descriptor,), start_new_session=True)

    @property
    def code(self):
        return self._process.returncode

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self._progress.end()

    def talk(self, data):
        return self._process.communicate(data)

    def last_words(self, number):
        """Ends the process by a signal as it would be ended from a keyboard; what it says then."""
        self._process.send_signal(number)
        try:
            out, dummy = self._process.communicate(timeout=PATIENCE)
            return json.loads(out)['msg']
        except (ValueError, KeyError):
            return None
        except subprocess.TimeoutExpired:
            self._process.kill()
            return None


class Progress:
    """What a list tells while it runs, shown through Ansible's display: on one line of a terminal, or on a line at intervals."""

    @classmethod
    def of(cls, action):
        wanted = action._templar.template(action._vars.get('kayobe_modules_progress', 'terminal'))
        terminal = on_terminal()
        shown = str(wanted).lower() not in ('false', 'no', 'off', '0') and (terminal or wanted != 'terminal') and not action._task.no_log
        alone = len(action._vars.get('ansible_play_batch') or ()) == 1 and terminal and os.environ.get('TERM', 'dumb') != 'dumb'
        return cls(action._display, action._host(), shown, alone)

    def __init__(self, display, host, shown, in_place):
        self._display, self._host, self._in_place = display, host, in_place
        self._read, self._write = os.pipe() if shown else (None, None)
        self._reader = None
        self._began = self._latest = time.monotonic()
        self._interval = 0.5 if in_place else 20
        self._total, self._items, self._running, self._drawn = 0, {}, [], False

    def __enter__(self):
        """The end that the binary writes to."""
        return self._write

    def __exit__(self, kind, value, trace):
        if self._write is not None:
            os.close(self._write)
            self._reader = threading.Thread(target=self._follow, daemon=True)
            self._reader.start()

    def end(self):
        if self._reader:
            self._reader.join(1)
            if self._drawn:
                self._display.display('\r\x1b[K', screen_only=True, newline=False)
            self._reader = None

    def _follow(self):
        with open(self._read, encoding='utf-8', errors='replace') as events:
            for line in events:
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    self._take(json.loads(line))
                if self._total and time.monotonic() - self._latest >= self._interval:
                    self._latest = time.monotonic()
                    self._tell()

    def _take(self, event):
        if event['event'] == 'start':
            self._total = sum(event['items'].values())
        elif event['event'] == 'end':
            self._items[event['type'], event['name']] = event
        elif event['event'] == 'tasks':
            self._running = [str(task['item']) for task in event['running'] if task.get('item')]

    def _tell(self):
        text = f'{self._host}: {len(self._items)} of {self._total} done'
        for what in ('changed', 'failed'):
            count = sum(bool(item.get(what)) for item in self._items.values())
            text += f', {count} {what}' if count else ''
        text += f', {time.monotonic() - self._began:.0f} s'
        text += f"; {', '.join(self._running)}" if self._running else ''
        text = text[:max(20, self._display.columns - 1)]
        if self._in_place:
            self._drawn = True
            self._display.display(f'\r{text}\x1b[K', screen_only=True, newline=False)
        else:
            self._display.display(text, screen_only=True)


def on_terminal():
    """Whether what the main process writes is seen at once; the workers of newer Ansible have no terminal themselves."""
    try:
        return os.readlink(f'/proc/{os.getppid()}/fd/1').startswith(('/dev/pts/', '/dev/tty'))
    except OSError:
        return False
