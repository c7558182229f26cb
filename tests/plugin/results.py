# SPDX-License-Identifier: GPL-3.0-or-later
"""A callback that writes each result as a line, without what must differ."""
import json
import os

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = 'name: results\ntype: aggregate\nshort_description: results as lines\ndescription: for tests\n'
# Ours tells more; these are what a playbook can look at whatever the module.
COMMON = ('changed', 'failed', 'skipped', 'attempts', 'censored', 'finished', 'msg', 'failed_when_result', 'ansible_job_id', 'unreachable')


class CallbackModule(CallbackBase):
    CALLBACK_VERSION, CALLBACK_TYPE, CALLBACK_NAME = 2.0, 'aggregate', 'results'

    def write(self, how, result, **kwargs):
        task = getattr(result, 'task', None) or result._task
        values = getattr(result, '_result', None)
        values = dict(values if values is not None else result.result)
        told = {'case': task.get_name(), 'how': how, **{key: values[key] for key in COMMON if key in values}}
        if 'ansible_job_id' in told:
            told['ansible_job_id'] = 'some'
        told['arguments'] = (values.get('invocation') or {}).get('module_args')
        told['description'] = (values.get('repository') or {}).get('description')
        told['items'] = [(item.get('changed'), item.get('failed', False), item.get('item')) for item in values.get('results', [])]
        line = json.dumps(told, sort_keys=True, default=str)
        for ours, neutral in json.loads(os.environ['SAME']).items():
            line = line.replace(ours, neutral)
        with open(os.environ['RESULTS'], 'a') as file:
            file.write(line + '\n')

    def v2_runner_on_ok(self, result):
        self.write('ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.write('failed', result)

    def v2_runner_on_skipped(self, result):
        self.write('skipped', result)

    def v2_runner_on_unreachable(self, result):
        self.write('unreachable', result)
