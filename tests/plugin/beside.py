#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""beside.py STUB FOLDER: a collection beside.python in FOLDER whose module of the same name and arguments as STUB's is a Python module.

What it does with its arguments is Ansible's own, and so says what is right for ours.
"""
import pathlib
import sys

import yaml

MODULE = '''#!/usr/bin/python
import json
import time

from ansible.module_utils.basic import AnsibleModule, env_fallback

OPTIONS = json.loads({options!r})
for name, variable in {fallbacks!r}.items():
    OPTIONS[name]['fallback'] = (env_fallback, [variable])
OPTIONS['password']['no_log'] = True


def main():
    module = AnsibleModule(OPTIONS, supports_check_mode=True)
    if module.params.get('name') == 'hang':
        time.sleep(600)
    state = module.params.get('state')
    module.exit_json(changed=state is not None, repository={{key: module.params.get(key) for key in ('name', 'description')}})


if __name__ == '__main__':
    main()
'''
KEPT = 'type', 'elements', 'required', 'default', 'choices', 'aliases'
FALLBACKS = {'pulp_url': 'SQUEEZER_PULP_URL', 'username': 'SQUEEZER_USERNAME', 'password': 'SQUEEZER_PASSWORD'}


def main(stub, folder):
    import json
    scope = {}
    exec(compile(pathlib.Path(stub).read_text(), stub, 'exec'), scope)
    options = {name: {key: value for key, value in facts.items() if key in KEPT}
               for name, facts in yaml.safe_load(scope['DOCUMENTATION'])['options'].items()}
    for facts in options.values():
        if facts.get('required') and facts in [options[name] for name in FALLBACKS]:
            facts['required'] = False
    collection = pathlib.Path(folder, 'ansible_collections/beside/python')
    (collection / 'plugins/modules').mkdir(parents=True, exist_ok=True)
    (collection / 'meta').mkdir(exist_ok=True)
    name = pathlib.Path(stub).name
    (collection / 'plugins/modules' / name).write_text(MODULE.format(options=json.dumps(options), fallbacks=FALLBACKS))
    (collection / 'galaxy.yml').write_text('namespace: beside\nname: python\nversion: 1.0.0\nreadme: README.md\nauthors: [us]\n')
    (collection / 'meta/runtime.yml').write_text(
        f'requires_ansible: ">=2.14.0"\naction_groups:\n  pulp:\n    - {name[:-3]}\nplugin_routing:\n  modules:\n'
        f'    pulp_{name[:-3]}:\n      redirect: beside.python.{name[:-3]}\n')


main(*sys.argv[1:])
