#!/usr/bin/python3
"""What Ansible's own argument validation says of every case, one line of JSON each, on standard output.

every-type.json is multiplied out, specs.json is taken as it stands. The answers are recorded in verdicts.jsonl, so that
the suite needs no Ansible; a test compares the record with this script's output where Ansible is installed.
"""
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = {'HOME': '/home/someone', 'WORD': 'value', 'EMPTY': '', 'FIVE': '5', 'TILDE': '~/x', 'NESTED': '$WORD', 'PAIRS': 'a=1,b=2'}
for name in ('PULP_URL', 'NOT_SET_AT_ALL', 'NOPE', 'WORDS'):
    os.environ.pop(name, None)
os.environ.update(ENVIRONMENT)

from ansible.module_utils.common import warnings  # noqa: E402
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator  # noqa: E402
from ansible.module_utils.common.parameters import env_fallback  # noqa: E402
from ansible.module_utils.errors import UnsupportedError  # noqa: E402
from ansible.release import __version__  # noqa: E402

CONSTRAINTS = ('mutually_exclusive', 'required_together', 'required_one_of', 'required_if', 'required_by')


def options(spec):
    """An argument spec as Ansible wants it: a variable is a function there, and "clearable" is ours."""
    result = {}
    for name, option in spec['options'].items():
        option = dict(option)
        option.pop('clearable', None)
        if 'env' in option:
            option['fallback'] = (env_fallback, [option.pop('env')])
        if 'options' in option:
            option['options'] = options(option)
        result[name] = option
    return result


def ordered(message):
    """Ansible lists the booleans in the order of a set of strings, which no two runs share."""
    head, found, booleans = message.partition('Valid booleans include: ')
    return head + found + ', '.join(sorted(booleans.split(', '))) if found else message


def verdict(spec, given):
    constraints = {name: spec[name] for name in CONSTRAINTS if name in spec}
    warnings._global_warnings[:] = []
    try:
        result = ArgumentSpecValidator(options(spec), **constraints).validate(given)
    except Exception as failure:  # a traceback in a playbook
        return {'crashed': '%s: %s' % (type(failure).__name__, failure)}
    if result.errors.errors:
        message = result.errors.msg
        if isinstance(result.errors.errors[0], UnsupportedError):
            message = 'Unsupported parameters for (some.where.thing) module: ' + message
        return {'refused': ordered(message)}
    said = ['Both option {option} and its alias {alias} are set.'.format(**each) for each in result._warnings]
    accepted = {'accepted': result.validated_parameters, 'warnings': sorted(said + list(warnings._global_warnings))}
    try:
        json.dumps(accepted, allow_nan=False)
    except (TypeError, ValueError) as failure:  # accepted, but nothing that JSON can say
        return {'unspeakable': re.sub(r' \d+$', '', str(failure))}
    return accepted


def cases():
    with open(os.path.join(HERE, 'every-type.json'), encoding='utf-8') as file:
        every = json.load(file)
    for group in every:
        for option in group['types']:
            for value in group['values']:
                yield {'about': group['about'], 'spec': {'options': {'it': option}}, 'given': {'it': value}}
    with open(os.path.join(HERE, 'specs.json'), encoding='utf-8') as file:
        for group in json.load(file):
            for given in group['given']:
                yield {'about': group['about'], 'spec': group['spec'], 'given': given}


def main():
    out = open(sys.stdout.fileno(), 'w', encoding='utf-8', newline='\n')
    print(json.dumps({'ansible-core': __version__, 'python': '%d.%d' % sys.version_info[:2], 'environment': ENVIRONMENT}), file=out)
    for case in cases():
        case['verdict'] = verdict(case['spec'], case['given'])
        print(json.dumps(case, ensure_ascii=False), file=out)


if __name__ == '__main__':
    main()
