#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run.py [BINARY]: the published binary where it is given too little, and where it is ended before it has begun. Whatever
happens, Ansible must get one JSON object, soon. Ends in "N passed, N failed"."""
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

BINARY = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else
                         os.path.join(os.path.dirname(__file__), '../../artifacts/bin/kayobe-modules'))
SOON = 60  # seconds: what would hang hangs for ever
FOLDER = tempfile.TemporaryDirectory(prefix='limits-')
os.chmod(FOLDER.name, 0o755)
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
SOMEBODY = 54321  # root may start as many threads as it likes


def arguments(name, **values):
    file = os.path.join(FOLDER.name, name)
    with open(file, 'w', encoding='utf-8') as out:
        json.dump(values, out)
    os.chmod(file, 0o644)
    return file


LOGIN = {'pulp_url': 'http://127.0.0.1:9', 'username': 'admin', 'password': 'correct horse'}
STATUS = ['status', arguments('status.json', **LOGIN)]
WAITING = ['wait_for_pulp', arguments('wait.json', timeout=300, **LOGIN)]
LIST = ['repositories', arguments('list.json', sync=False, progress_file='', rpm=[
    {'name': f'repository-{number}', 'url': f'http://127.0.0.1:9/{number}/'} for number in range(500)], **LOGIN)]


def run(command, before=None, **more):
    more.setdefault('stdin', subprocess.DEVNULL)
    more.setdefault('stdout', subprocess.PIPE)
    return subprocess.run([BINARY, *command], stderr=subprocess.PIPE, timeout=SOON, check=False, preexec_fn=before, **more)


def answer(done):
    """The one object on standard output; a failure, since nothing is at that port."""
    assert not done.stderr, done.stderr
    said = json.loads(done.stdout)
    assert said['failed'] is True and done.returncode == 1, done
    return said['msg']


def limited(kind, value, command, hard=None):
    return answer(run(command, lambda: resource.setrlimit(kind, (value, hard or value))))


def memory():
    for megabytes in [*range(40, 300, 20), 200, 400]:  # with less the program is not even loaded
        for command in (STATUS, LIST) if megabytes in (200, 220) else [STATUS]:
            said = limited(resource.RLIMIT_AS, megabytes << 20, command)
            enough = '127.0.0.1' in said
            assert enough or 'Raise its limit (ulimit -v' in said, (megabytes, said)
            assert enough == (megabytes >= 200) or 160 <= megabytes < 200, (megabytes, said)
    assert 'ulimit -v and -d' in limited(resource.RLIMIT_DATA, 20 << 20, STATUS)


def memory_that_runs_out():
    items = [{'name': f'repository-{number}', 'url': 'http://127.0.0.1:9/' + 'x' * 100} for number in range(60000)]
    command = ['repositories', arguments('large.json', rpm=items, **LOGIN)]
    for megabytes in (200, 240):
        assert 'too little memory' in limited(resource.RLIMIT_AS, megabytes << 20, command)


def threads():
    for count in [*range(1, 16), 20]:
        def before(count=count):
            os.setgroups([])
            os.setgid(SOMEBODY)
            os.setuid(SOMEBODY)
            resource.setrlimit(resource.RLIMIT_NPROC, (count, count))
        for command in (STATUS, LIST) if count in (13, 14) else [STATUS]:
            said = answer(run(command, before))
            assert '127.0.0.1' in said if count >= 13 else 'ulimit -u' in said, (count, said)


def descriptors():
    for count in range(5, 25):  # with fewer the program is not even loaded
        said = limited(resource.RLIMIT_NOFILE, count, LIST if count == 19 else STATUS)
        assert '127.0.0.1' in said if count >= 19 else 'ulimit -n' in said, (count, said)
    assert '127.0.0.1' in limited(resource.RLIMIT_NOFILE, 5, STATUS, hard=64)


def stack_and_files():
    assert '127.0.0.1' in limited(resource.RLIMIT_STACK, 128 << 10, LIST)
    assert '127.0.0.1' in limited(resource.RLIMIT_FSIZE, 0, LIST)
    told = arguments('told.json', sync=False, progress_file=os.path.join(FOLDER.name, 'progress'), rpm=[], **LOGIN)
    for most in (0, 10):
        assert 'bug' not in json.loads(run(['repositories', told], lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (most, most))).stdout).get('msg', '')
    runner = arguments('runner.json', path=os.path.join(FOLDER.name, 'config.toml'), concurrent=4)
    assert 'ulimit -f' in limited(resource.RLIMIT_FSIZE, 4, ['gitlab_runner_config', runner])


def closed_streams():
    assert '127.0.0.1' in answer(run(STATUS, lambda: os.close(0)))
    assert 'standard input' in answer(run(['status', '-'], lambda: os.close(0)))
    assert answer(run(['status', '-']))
    done = run(STATUS, lambda: os.close(1))
    assert done.returncode == 1 and not done.stderr, done
    assert '127.0.0.1' in answer(run(STATUS, lambda: os.close(2)))
    done = run(STATUS, lambda: [os.close(stream) for stream in range(3)])
    assert done.returncode == 1, done


def listens_before_anything():
    """Nothing can be done before the program is loaded; then signals come first, before the libraries and threads."""
    trace = os.path.join(FOLDER.name, 'trace')
    subprocess.run(['strace', '-f', '-o', trace, '-e', 'trace=rt_sigaction,clone,clone3,sched_getaffinity', BINARY, *STATUS],
                   stdout=subprocess.DEVNULL, check=False, timeout=SOON)
    with open(trace, encoding='utf-8') as lines:
        calls = [line.split(' ', 1)[1].strip() for line in lines]
    for number, name in enumerate(['SIGINT', 'SIGTERM', 'SIGHUP']):
        assert re.match(rf'rt_sigaction\({name}, NULL', calls[2 * number]), calls[:8]
        assert re.match(rf'rt_sigaction\({name}, {{sa_handler=0x', calls[2 * number + 1]), calls[:8]


def listens(process):
    with open(f'/proc/{process}/status', encoding='utf-8') as lines:
        caught = int(next(line for line in lines if line.startswith('SigCgt')).split()[1], 16)
    return all(caught >> number - 1 & 1 for number in SIGNALS)


def signals():
    chance = random.Random(5)
    for number in range(300):
        with subprocess.Popen([BINARY, *WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, close_fds=False) as process:
            while not listens(process.pid):
                pass
            time.sleep(chance.choice([0, 0, chance.uniform(0, 0.02)]))
            which = SIGNALS[number % 3]
            process.send_signal(which)
            out, errors = process.communicate(timeout=SOON)
            assert not errors and json.loads(out)['msg'].startswith(f'Interrupted by {which.name}'), (number, out, errors)
            assert process.returncode == 1, process.returncode


def two_signals_at_once():
    for number in range(100):
        with subprocess.Popen([BINARY, *WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, close_fds=False) as process:
            while not listens(process.pid):
                pass
            process.send_signal(SIGNALS[number % 3])
            process.send_signal(SIGNALS[(number + 1) % 3])
            assert json.loads(process.communicate(timeout=SOON)[0])['msg'].startswith('Interrupted b'), number


def ignored_signals_stay_ignored():
    done = subprocess.Popen([BINARY, *WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    while not listens_to(done.pid, signal.SIGTERM):
        pass
    done.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert done.poll() is None
    done.send_signal(signal.SIGTERM)
    assert 'Interrupted by SIGTERM' in json.loads(done.communicate(timeout=SOON)[0])['msg']


def listens_to(process, number):
    with open(f'/proc/{process}/status', encoding='utf-8') as lines:
        return int(next(line for line in lines if line.startswith('SigCgt')).split()[1], 16) >> number - 1 & 1


def an_abort_is_answered():
    for delay in (0, 0.001, 0.005, 0.02, 0.5):
        with subprocess.Popen([BINARY, *WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            while not listens_to(process.pid, signal.SIGABRT):
                pass
            time.sleep(delay)
            process.send_signal(signal.SIGABRT)
            said = json.loads(process.communicate(timeout=SOON)[0])
            assert said['failed'] and 'too little memory' in said['msg'], said


passed = failed = 0
for test in (memory, memory_that_runs_out, threads, descriptors, stack_and_files, closed_streams, listens_before_anything, signals,
             two_signals_at_once, ignored_signals_stay_ignored, an_abort_is_answered):
    try:
        test()
        passed += 1
        print(f'ok    {test.__name__}', flush=True)
    except (AssertionError, ValueError, subprocess.TimeoutExpired) as failure:
        failed += 1
        print(f'FAIL  {test.__name__}: {failure!r}', flush=True)
print(f'{passed} passed, {failed} failed')
sys.exit(bool(failed))
