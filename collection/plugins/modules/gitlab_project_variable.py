#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: kayobe_modules contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by ./build.sh docs from the module's facts and words. What runs is the binary beside it.

from __future__ import absolute_import, division, print_function
__metaclass__ = type

DOCUMENTATION = r'''
---
module: gitlab_project_variable
short_description: >-
  Manage a CI/CD variable of a GitLab project
version_added: "0.1.0"
description:
  - >-
    Creates, changes or deletes the variable of a key and a scope. It is read before it is written, and written only where it differs.
  - >-
    GitLab masks a value in the logs of jobs only where the value fits its rule. Left to itself, the module masks what can be masked, and
    sets C(raw) where only that lets it, as for the JSON of C(DOCKER_AUTH_CONFIG) on one line. What cannot be masked is warned of.
author:
  - kayobe_modules contributors (@stackhpc)
attributes:
  check_mode:
    description: >-
      Whether a run with C(--check) tells what would change, and changes nothing.
    support: full
  diff_mode:
    description: >-
      Whether a run with C(--diff) shows before and after.
    support: full
notes:
  - >-
    C(http_proxy), C(https_proxy) and C(no_proxy) of the environment are honoured.
  - >-
    Tokens, keys and secret values appear in no output. They are sent to the server that the options name, and to no other.
seealso:
  - module: stackhpc.kayobe_modules.gitlab_pipeline_schedule
  - module: stackhpc.kayobe_modules.gitlab_pipeline_trigger
  - module: stackhpc.kayobe_modules.gitlab_pipelines
  - module: stackhpc.kayobe_modules.gitlab_project
  - module: stackhpc.kayobe_modules.gitlab_runner
  - module: stackhpc.kayobe_modules.gitlab_runner_config
  - module: stackhpc.kayobe_modules.gitlab_runner_info
  - module: stackhpc.kayobe_modules.gitlab_token_info
options:
  api_url:
    description:
      - >-
        Where GitLab answers, such as C(https://gitlab.example.com); the address of its API will do.
      - >-
        Left out, the environment variable C(GITLAB_URL) of the module's process is used.
    type: str
    required: true
    aliases:
      - gitlab_url
  api_token:
    description:
      - >-
        A personal, project or group access token with the scope C(api). It appears in no output.
      - >-
        Left out, the environment variable C(GITLAB_TOKEN) of the module's process is used.
    type: str
    required: true
  validate_certs:
    description:
      - >-
        Whether the server's certificate is verified.
    type: bool
    default: true
  ca_cert:
    description:
      - >-
        The authority whose certificates are trusted, as PEM text or as the path of a file or a folder. Left out, the system's.
    type: str
  request_timeout:
    description:
      - >-
        How many seconds an answer may take.
    type: int
    default: 60
  project:
    description:
      - >-
        The project, by number or by path such as C(cloud/kayobe-config).
    type: str
    required: true
  key:
    description:
      - >-
        The variable's name.
    type: str
    required: true
  value:
    description:
      - >-
        Its value. It appears in no output.
      - >-
        Required with C(state=present).
    type: str
  masked:
    description:
      - >-
        Whether logs of jobs show stars in its place. C(auto) masks what GitLab can mask; C(true) fails where it cannot.
    type: str
    default: auto
    choices:
      - auto
      - "true"
      - "false"
  hidden:
    description:
      - >-
        Whether nobody can read it any more. It can be chosen for a new variable only.
    type: bool
    default: false
  protected:
    description:
      - >-
        Whether only pipelines of protected branches and tags have it.
    type: bool
    default: false
  raw:
    description:
      - >-
        Whether GitLab leaves C($) in the value alone. Left out, only where that lets it be masked.
    type: bool
  variable_type:
    description:
      - >-
        Whether a job has the value itself, or the name of a file with it.
    type: str
    default: env_var
    choices:
      - env_var
      - file
  environment_scope:
    description:
      - >-
        The environments that have it.
    type: str
    default: "*"
  description:
    description:
      - >-
        What it is for.
    type: str
  force:
    description:
      - >-
        Whether the value of a hidden variable is sent although nobody can tell whether it differs. Then it is always changed.
    type: bool
    default: false
  state:
    description:
      - >-
        Whether it should be there.
    type: str
    default: present
    choices:
      - present
      - absent
'''

EXAMPLES = r'''
---
- name: Give jobs the login to the registry
  stackhpc.kayobe_modules.gitlab_project_variable:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    key: DOCKER_AUTH_CONFIG
    value: "{{ lookup('ansible.builtin.file', '/opt/.docker/config.json') }}"

- name: Hide a password of one environment for good
  stackhpc.kayobe_modules.gitlab_project_variable:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    key: REPORT_PASSWORD
    value: "{{ report_password }}"
    hidden: true
    environment_scope: production

- name: Delete a variable
  stackhpc.kayobe_modules.gitlab_project_variable:
    api_url: https://gitlab.example.com
    api_token: "{{ secrets_gitlab_access_token }}"
    project: cloud/kayobe-config
    key: OLD_PASSWORD
    state: absent
'''

RETURN = r'''
---
key:
  description:
    - >-
      Its name.
  returned: >-
    success
  type: str
  sample: DOCKER_AUTH_CONFIG
environment_scope:
  description:
    - >-
      Its scope.
  returned: >-
    success
  type: str
  sample: "*"
masked_effective:
  description:
    - >-
      Whether it is masked; null where it was deleted.
  returned: >-
    success
  type: bool
  sample: true
raw:
  description:
    - >-
      Whether it is raw; null where it was deleted.
  returned: >-
    success
  type: bool
  sample: true
'''
