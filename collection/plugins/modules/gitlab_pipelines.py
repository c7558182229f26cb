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
module: gitlab_pipelines
short_description: >-
  Write GitLab's pipelines for kayobe
version_added: "0.1.0"
description:
  - >-
    Writes C(.gitlab-ci.yml), C(.gitlab/prelude.yml) and a file for each stage, which run kayobe-automation's scripts in kayobe's image with
    secrets from OpenBao. A file is written only where it says something else than before, however it is laid out.
  - >-
    A job is there for whoever starts a pipeline at GitLab's page and chooses its stage, and for a program that names stage and job in
    C(ACTIVE_STAGE) and C(ACTIVE_JOB). A job whose login to OpenBao fails, or whose secrets are missing, ends and says so.
  - >-
    What GitLab would refuse is refused before anything is written, such as a job that needs one of another pipeline.
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
    Committing and pushing the files is left to you; RV(files) lists them.
seealso:
  - module: stackhpc.kayobe_modules.gitlab_pipeline_schedule
  - module: stackhpc.kayobe_modules.gitlab_pipeline_trigger
  - module: stackhpc.kayobe_modules.gitlab_project
  - module: stackhpc.kayobe_modules.gitlab_project_variable
  - module: stackhpc.kayobe_modules.gitlab_runner
  - module: stackhpc.kayobe_modules.gitlab_runner_config
  - module: stackhpc.kayobe_modules.gitlab_runner_info
  - module: stackhpc.kayobe_modules.gitlab_token_info
options:
  output_directory:
    description:
      - >-
        The folder of the repository.
    type: path
    required: true
  environments:
    description:
      - >-
        Kayobe's environments, the first of which is chosen where nobody chooses. With several, jobs want runners with the environment's
        name as a tag.
    type: list
    elements: str
  registry:
    description:
      - >-
        Host and port of the registry with kayobe's image; a URL will do. Left out, GitLab's own registry of the project.
    type: str
  image_name:
    description:
      - >-
        The image's name in the registry.
    type: str
    default: kayobe
  image_tag:
    description:
      - >-
        The image's tag.
    type: str
    default: "$OPENSTACK_RELEASE-latest"
  base_image:
    description:
      - >-
        What kayobe's image is built upon.
    type: str
    default: "quay.io/rockylinux/rockylinux:9"
  docker_image:
    description:
      - >-
        The image with Docker's client in which kayobe's is built.
    type: str
    default: "docker:27.4.1"
  openstack_release:
    description:
      - >-
        The release that is chosen where nobody chooses another.
    type: str
    required: true
  test_suites:
    description:
      - >-
        The names of tempest's load lists to choose from, as a list or a text of YAML. C(default) and C(tempest-full) where left out.
    type: raw
  runner_tags:
    description:
      - >-
        The tags of the runners that take the jobs. C(kayobe) and C(openstack) where left out.
    type: list
    elements: str
  secret_store:
    description:
      - >-
        The OpenBao that jobs ask for secrets.
    type: dict
    suboptions:
      address:
        description:
          - >-
            Where a job reaches it.
        type: str
        default: "http://127.0.0.1:8200"
      mount:
        description:
          - >-
            Where the secrets are; below it lies one entry for each environment.
        type: str
        default: kayobe-automation
      kv_version:
        description:
          - >-
            The version of the key-value engine. The policy of the role has to allow reading C(<mount>/*) of version 1, or C(<mount>/data/*)
            of version 2.
        type: int
        default: 1
      auth_path:
        description:
          - >-
            The path of the JWT auth method.
        type: str
        default: jwt
      role:
        description:
          - >-
            The role a job logs in with.
        type: str
        default: gitlab
      audience:
        description:
          - >-
            Whom GitLab's token is for. The address where left out.
        type: str
  playbooks:
    description:
      - >-
        The playbooks that runbooks run, as paths in kayobe-config.
    type: dict
    suboptions:
      disable:
        description:
          - >-
            Takes a hypervisor out of scheduling.
        type: str
        default: "etc/kayobe/ansible/nova-compute-disable.yml"
      drain:
        description:
          - >-
            Moves its instances away.
        type: str
        default: "etc/kayobe/ansible/nova-compute-drain.yml"
      reboot:
        description:
          - >-
            Reboots it.
        type: str
        default: "etc/kayobe/ansible/reboot.yml"
      enable:
        description:
          - >-
            Takes it back into scheduling.
        type: str
        default: "etc/kayobe/ansible/nova-compute-enable.yml"
      write_pipelines:
        description:
          - >-
            Writes the batches of an upgrade, by the tag C(runbook-in-place-hypervisor-host-upgrade-trigger).
        type: str
        default: "etc/kayobe/ansible/write-gitlab-pipelines.yml"
  before_script:
    description:
      - >-
        Lines that run in each job before its script, after those of ours.
    type: list
    elements: str
  stages:
    description:
      - >-
        Changes to the stages, as jobs by stage and name. A map is laid over a job of ours, or is a new one, to which it need only give a
        script; a text of YAML takes a job's place; null or an empty text takes it away. Null for a stage takes away the stage.
    type: dict
  runbooks:
    description:
      - >-
        The same for stages whose jobs follow each other.
    type: dict
  downstream:
    description:
      - >-
        The same for pipelines that jobs start, which are one stage each.
    type: dict
  disabled:
    description:
      - >-
        Names of jobs and stages that are left out.
    type: list
    elements: str
  upgrade_hosts:
    description:
      - >-
        Write only the file with the batches of an upgrade of these hosts, which starts a pipeline for each batch.
    type: list
    elements: str
  upgrade_batch_size:
    description:
      - >-
        How many hosts are upgraded at a time.
    type: int
    default: 3
  prune:
    description:
      - >-
        Whether files of C(.gitlab) that this module wrote and that are no longer wanted are removed. Files of others stay.
    type: bool
    default: true
'''

EXAMPLES = r'''
---
- name: Write the pipelines for two environments
  stackhpc.kayobe_modules.gitlab_pipelines:
    output_directory: /src/kayobe-config
    environments: [staging, production]
    registry: "{{ pulp_url }}"
    openstack_release: "2025.1"

- name: Give a job more time, add one, and leave a stage out
  stackhpc.kayobe_modules.gitlab_pipelines:
    output_directory: /src/kayobe-config
    environments: [production]
    openstack_release: "2025.1"
    stages:
      overcloud:
        overcloud_service_deploy: {timeout: 6h}
        overcloud_fix_time:
          script:
            - .automation/pipeline/playbook-run.sh etc/kayobe/ansible/fix-time.yml
    disabled: [infra-vm]

- name: See what would be written, with secrets in a key-value engine of version 2
  stackhpc.kayobe_modules.gitlab_pipelines:
    output_directory: /src/kayobe-config
    environments: [production]
    openstack_release: "2025.1"
    secret_store: {kv_version: 2}
  check_mode: true
  diff: true
'''

RETURN = r'''
---
files:
  description:
    - >-
      Each file and what became of it - C(created), C(changed), C(unchanged) or C(removed).
  returned: >-
    success
  type: dict
  sample: {.gitlab-ci.yml: unchanged, .gitlab/prelude.yml: changed}
stages:
  description:
    - >-
      The jobs of each stage.
  returned: >-
    success
  type: dict
  sample: {build: [build_kayobe_image]}
required_secrets:
  description:
    - >-
      What jobs ask OpenBao for, an entry for each environment with its C(path) and the C(names) of its keys.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{environment: production, path: kayobe-automation/production, names: [kayobe_vault_password]}]
required_variables:
  description:
    - >-
      The CI/CD variables of the project that jobs use.
  returned: >-
    success
  type: list
  elements: str
  sample: [DOCKER_AUTH_CONFIG]
'''
