# SPDX-License-Identifier: GPL-3.0-or-later
"""same.py RIGHT OURS: says in what ours differ from the results that are right, case by case."""
import json
import re
import sys

# We show no value of an option we do not know: it may be the misspelt password.
HIDDEN = 'nonsense'


def neutral(each):
    """What may differ from run to run, or is in the words of one version of Ansible."""
    if each['case'] == 'asked for later':
        each.pop('attempts', None)  # how often it was asked depends on how busy the machine is
    if each['case'] == 'a set':
        for values in (each, each['arguments'] or {}):  # a set has no order
            values['description'] = sorted(values.get('description') or '')
    if each['case'] == 'bytes' and 'msg' in each:
        each['msg'] = ' '.join(re.findall(r"Object of type '?bytes'? is not JSON serializable", each['msg']))


def read(path):
    with open(path) as file:
        told = [json.loads(line) for line in file]
    for each in told:
        (each['arguments'] or {}).pop(HIDDEN, None)
        neutral(each)
    return sorted(told, key=lambda each: json.dumps([each['case'], each['how'], each.get('attempts', 0)]))


right, ours = read(sys.argv[1]), read(sys.argv[2])
differences = [f'{len(right)} results, and {len(ours)} of ours'] if len(right) != len(ours) or len(right) < 25 else []
for one, other in zip(right, ours):
    for key in sorted({*one, *other}):
        # What nobody gave is as the server has it.
        if one.get(key) != other.get(key) and not (key == 'description' and one[key] is None):
            differences.append(f'{one["case"]}, {key}: right is {one.get(key)}, ours {other.get(key)}')
print('\n'.join(differences))
sys.exit(bool(differences))
