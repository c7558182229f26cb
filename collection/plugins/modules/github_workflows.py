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
module: github_workflows
short_description: >-
  Write the GitHub workflows of kayobe-automation
version_added: "0.1.0"
description:
  - >-
    Writes a workflow file for each pipeline of kayobe-automation, from a few options. A file is written only when what it says differs; how
    it is laid out says nothing. What this module wrote before and is no longer wanted is removed.
  - >-
    The result names every secret and variable that the files need, for M(stackhpc.kayobe_modules.github_actions_secret) and
    M(stackhpc.kayobe_modules.github_actions_variable).
  - >-
    In check mode nothing is written, and C(--diff) shows what would be.
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
seealso:
  - module: stackhpc.kayobe_modules.github_actions_secret
  - module: stackhpc.kayobe_modules.github_actions_variable
  - module: stackhpc.kayobe_modules.github_runner
  - module: stackhpc.kayobe_modules.github_runner_info
  - module: stackhpc.kayobe_modules.github_token_info
  - module: stackhpc.kayobe_modules.github_workflow_dispatch
options:
  output_directory:
    description:
      - >-
        The folder of the workflows, C(.github/workflows) of the repository with the kayobe configuration.
    type: path
    required: true
  selector:
    description:
      - >-
        How a workflow knows its environment. C(none) for a configuration without environments; C(single) writes the first of
        C(environments) into the files; C(input) asks whoever starts a workflow, and goes through all of them where nobody is asked.
    type: str
    default: none
    choices:
      - none
      - single
      - input
  environments:
    description:
      - >-
        The kayobe environments. Any name will do.
    type: list
    elements: str
  environment_names:
    description:
      - >-
        What the names of an environment's secrets and variables begin with, by environment, with the selector C(input). Left out, the
        environment's name in upper case with C(_) for whatever GitHub does not take, so C(PROD_GB_01) for C(prod-gb-01).
    type: dict
  runs_on:
    description:
      - >-
        Labels that a runner must have; with the selector C(input) the environment's name is one more.
    type: list
    elements: str
    default: ["kayobe","openstack"]
  registry:
    description:
      - >-
        Where the image of kayobe lies. What is not given comes from variables and a secret of the repository.
    type: dict
    suboptions:
      url:
        description:
          - >-
            The registry's host and port, as a text. It may hold expressions.
        type: str
      url_variable:
        description:
          - >-
            The variable that holds it instead.
        type: str
        default: "REGISTRY_URL"
      username:
        description:
          - >-
            Who logs in, as a text. It may hold expressions.
        type: str
      username_variable:
        description:
          - >-
            The variable that holds it instead.
        type: str
        default: "REGISTRY_USERNAME"
      password:
        description:
          - >-
            An expression of the password. A password in clear is refused, for it would be committed.
        type: str
      password_secret:
        description:
          - >-
            The secret that holds it.
        type: str
        default: "REGISTRY_PASSWORD"
      share:
        description:
          - >-
            Whether all environments share one registry, so that its variables have no environment's prefix.
        type: bool
        default: false
        aliases:
          - shared
  image_name:
    description:
      - >-
        The image's name in the registry.
    type: str
    default: kayobe
  image_tag:
    description:
      - >-
        The image's tag. It may hold expressions.
    type: str
    default: "${{ needs.prepare-runner.outputs.openstack_release }}-latest"
  base_image:
    description:
      - >-
        What the image is built from.
    type: str
    default: "quay.io/rockylinux/rockylinux:9"
  user_id:
    description:
      - >-
        The user id that the image's user gets, that of the runner's user.
    type: int
    default: 1000
  group_id:
    description:
      - >-
        The group id that the image's user gets.
    type: int
    default: 1000
  arguments:
    description:
      - >-
        What the scripts are told through their environment, by name, where it differs. A value is a text, which may hold expressions, or a
        mapping with C(secret) or C(variable) that names one of the repository.
    type: dict
  checkout_hook:
    description:
      - >-
        Steps before the configuration is checked out; a list, or a text of YAML that is one.
    type: raw
  kayobe_hook:
    description:
      - >-
        Steps before the script runs.
    type: raw
  final_hook:
    description:
      - >-
        Steps at the end.
    type: raw
  buildx_enabled:
    description:
      - >-
        Whether the image is built with buildx.
    type: bool
    default: false
  buildx_inline_config:
    description:
      - >-
        What buildx's daemon is told, such as which registry has no TLS.
    type: str
  buildx_provenance:
    description:
      - >-
        Whether the image says how it was built; some registries do not take that.
    type: bool
    default: false
  timeout:
    description:
      - >-
        How many minutes a script may take.
    type: int
    default: 360
  test_suites:
    description:
      - >-
        The lists of tests that Tempest's workflow offers; C(default) and C(tempest-full) if left out.
    type: raw
  inputs:
    description:
      - >-
        What is asked of whoever starts a workflow, by name, where it differs, such as C(kayobe_limit); a mapping, or texts of YAML.
    type: raw
  actions:
    description:
      - >-
        The versions of actions and images that differ, by name, such as C(actions/checkout).
    type: dict
  workflows:
    description:
      - >-
        The workflows to write; all that are known if left out. Each is a name, or a mapping with C(file_name) and what differs of C(name),
        C(trigger), C(inputs), C(arguments), C(concurrency_group), C(script), C(test_suites), C(timeout); or with C(content), the whole
        workflow.
    type: raw
  overrides:
    description:
      - >-
        What differs in single workflows, by name, with the keys of C(workflows).
    type: dict
  extra_workflows:
    description:
      - >-
        More workflows, with the keys of C(workflows).
    type: list
    elements: dict
  disabled:
    description:
      - >-
        Names of workflows that are not written.
    type: list
    elements: str
  config_diff_ssh_key:
    description:
      - >-
        Whether the workflow that shows differences of the configuration gets the key for the cloud's hosts as well.
    type: bool
    default: false
  server_url:
    description:
      - >-
        GitHub itself; another one for a GitHub Enterprise Server.
    type: str
    default: "https://github.com"
  prune:
    description:
      - >-
        Whether files that this module wrote and that are no longer wanted are removed. Files of others stay.
    type: bool
    default: true
'''

EXAMPLES = r'''
---
- name: Write all workflows for a configuration without environments
  stackhpc.kayobe_modules.github_workflows:
    output_directory: "{{ kayobe_config_path }}/../../.github/workflows"

- name: Write them for two environments, with a registry each
  stackhpc.kayobe_modules.github_workflows:
    output_directory: "{{ kayobe_config_path }}/../../.github/workflows"
    selector: input
    environments: [production, prod-gb-01]
  register: written

- name: Show what the repository needs
  ansible.builtin.debug:
    msg: "{{ written.required_secrets + written.required_variables }}"

- name: Change some, add one, leave one out
  stackhpc.kayobe_modules.github_workflows:
    output_directory: "{{ kayobe_config_path }}/../../.github/workflows"
    selector: single
    environments: [production]
    registry:
      url: pulp.example.com
      username: kayobe
      password_secret: PULP_PASSWORD
    arguments:
      KAYOBE_VAULT_PASSWORD: {secret: VAULT_PASSWORD}
    checkout_hook:
      - name: Trust the proxy
        run: sudo update-ca-certificates
    overrides:
      run-tempest: {timeout: 720}
    extra_workflows:
      - file_name: run-overcloud-host-upgrade.yml
        arguments: [KAYOBE_LIMIT, KAYOBE_TAGS]
        concurrency_group: overcloud
    disabled: [run-seed-vm-provision]
'''

RETURN = r'''
---
files:
  description:
    - >-
      What became of each file, by name; C(created), C(changed), C(unchanged) or C(removed).
  returned: >-
    success
  type: dict
  sample: {run-tempest.yml: unchanged}
required_secrets:
  description:
    - >-
      The secrets that the files need; each with its C(name), its C(key), which is the name without the environment's prefix, and its
      C(environment), null where it is for all.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{name: PROD_GB_01_KAYOBE_VAULT_PASSWORD, key: KAYOBE_VAULT_PASSWORD, environment: prod-gb-01}]
required_variables:
  description:
    - >-
      The variables that the files need, likewise.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{name: REGISTRY_URL, key: REGISTRY_URL, environment: null}]
'''
