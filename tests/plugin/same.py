"""same.py RIGHT OURS: says in what ours differ from the results that are right, case by case."""
import json
import sys

# We show no value of an option we do not know: it may be the misspelt password.
HIDDEN = 'nonsense'


def read(path):
    with open(path) as file:
        told = [json.loads(line) for line in file]
    for each in told:
        (each['arguments'] or {}).pop(HIDDEN, None)
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
