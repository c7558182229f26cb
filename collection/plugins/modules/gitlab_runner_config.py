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
module: gitlab_runner_config
short_description: >-
  Write the configuration of gitlab-runner
version_added: "0.1.0"
description:
  - >-
    Changes C(config.toml) in place. Comments, order and what nobody here knows stay, runners that are not named included. The file is
    readable for its owner only. gitlab-runner reads it again by itself; nothing is restarted.
  - >-
    A runner is the one with its token, or else the one of its name and server. A new token takes the place of the old one, and what was
    noted of that goes. No two runners share a token.
  - >-
    A runner may be written as role C(riemers.gitlab-runner) has it. What GitLab keeps of a runner, as its tags, is taken and left alone
    here, so that one list serves M(stackhpc.kayobe_modules.gitlab_runner) as well.
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
  - module: stackhpc.kayobe_modules.gitlab_pipeline_schedule
  - module: stackhpc.kayobe_modules.gitlab_pipeline_trigger
  - module: stackhpc.kayobe_modules.gitlab_pipelines
  - module: stackhpc.kayobe_modules.gitlab_project
  - module: stackhpc.kayobe_modules.gitlab_project_variable
  - module: stackhpc.kayobe_modules.gitlab_runner
  - module: stackhpc.kayobe_modules.gitlab_runner_info
  - module: stackhpc.kayobe_modules.gitlab_token_info
options:
  path:
    description:
      - >-
        The file. Of a runner in a container it lies in the folder that the container has as C(/etc/gitlab-runner).
    type: path
    default: "/etc/gitlab-runner/config.toml"
  url:
    description:
      - >-
        The server of runners that name none.
    type: str
  concurrent:
    description:
      - >-
        How many jobs all runners of this file together may run at a time.
    type: int
  global:
    description:
      - >-
        More of what concerns all runners, by the names of the file, such as C(check_interval) or C(session_server).
    type: dict
  runners:
    description:
      - >-
        The runners.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            Its name in the file.
        type: str
        required: true
      url:
        description:
          - >-
            Its server.
        type: str
      token:
        description:
          - >-
            Its token. It appears in no output.
        type: str
      token_file:
        description:
          - >-
            The file that has its token, as M(stackhpc.kayobe_modules.gitlab_runner) writes it.
        type: path
      state:
        description:
          - >-
            Whether it should be in the file. GitLab's side is M(stackhpc.kayobe_modules.gitlab_runner)'s.
        type: str
        default: present
        choices:
          - present
          - absent
      docker:
        description:
          - >-
            What stands below C([runners.docker]), by the names of the file.
        type: dict
      extra_configs:
        description:
          - >-
            More, by section, such as C(runners.docker) or C(runners.cache). A null takes a key away.
        type: dict
      executor:
        description:
          - >-
            What runs its jobs. Of a new runner it is C(shell) where left out.
        type: str
      limit:
        description:
          - >-
            How many of its jobs may run at a time.
        type: int
        aliases:
          - concurrent_specific
      request_concurrency:
        description:
          - >-
            How many jobs it may ask for at a time.
        type: int
      output_limit:
        description:
          - >-
            How many kilobytes a job's log may have.
        type: int
      environment:
        description:
          - >-
            Variables of its jobs, as C(NAME=value).
        type: list
        elements: str
        aliases:
          - env_vars
      shell:
        description:
          - >-
            The shell of its jobs' scripts.
        type: str
      clone_url:
        description:
          - >-
            Where its jobs clone from, where it is not its server's address.
        type: str
      builds_dir:
        description:
          - >-
            Where its jobs build.
        type: str
      cache_dir:
        description:
          - >-
            Where its caches are.
        type: str
      tls_ca_file:
        description:
          - >-
            The file of the authority that its server's certificate is verified with.
        type: str
      pre_clone_script:
        description:
          - >-
            What runs before a job's sources are fetched.
        type: str
      pre_build_script:
        description:
          - >-
            What runs before a job's script.
        type: str
      post_build_script:
        description:
          - >-
            What runs after it.
        type: str
      feature_flags:
        description:
          - >-
            Flags, and whether they are on.
        type: dict
      docker_image:
        description:
          - >-
            The image of jobs that name none.
        type: str
      docker_helper_image:
        description:
          - >-
            The image that fetches sources and keeps caches.
        type: str
      docker_privileged:
        description:
          - >-
            Whether its containers are privileged.
        type: bool
      docker_volumes:
        description:
          - >-
            The volumes of its containers.
        type: list
        elements: str
      docker_pull_policy:
        description:
          - >-
            When images are pulled.
        type: list
        elements: str
      docker_allowed_pull_policies:
        description:
          - >-
            What a job may choose of that.
        type: list
        elements: str
      docker_network_mode:
        description:
          - >-
            The network of its containers.
        type: str
      docker_devices:
        description:
          - >-
            Devices that its containers have.
        type: list
        elements: str
      docker_dns:
        description:
          - >-
            Their name servers.
        type: list
        elements: str
      docker_dns_search:
        description:
          - >-
            Domains that names are looked for in.
        type: list
        elements: str
      docker_disable_cache:
        description:
          - >-
            Whether there are no caches on the host.
        type: bool
      docker_oom_kill_disable:
        description:
          - >-
            Whether a job that takes all memory goes on.
        type: bool
      docker_tlsverify:
        description:
          - >-
            Whether the engine's certificate is verified.
        type: bool
      docker_wait_for_services_timeout:
        description:
          - >-
            How many seconds a job waits for its services.
        type: int
      ssh_user:
        description:
          - >-
            Who logs in, with the executor C(ssh).
        type: str
      ssh_host:
        description:
          - >-
            Where.
        type: str
      ssh_port:
        description:
          - >-
            On which port.
        type: str
      ssh_password:
        description:
          - >-
            With which password.
        type: str
      ssh_identity_file:
        description:
          - >-
            With which key.
        type: str
      cache_type:
        description:
          - >-
            The kind of store that caches are kept in.
        type: str
      cache_path:
        description:
          - >-
            Where in it.
        type: str
      cache_shared:
        description:
          - >-
            Whether runners share them.
        type: bool
      cache_s3_server_address:
        description:
          - >-
            The S3 server.
        type: str
      cache_s3_access_key:
        description:
          - >-
            Who asks it.
        type: str
      cache_s3_secret_key:
        description:
          - >-
            With which key.
        type: str
      cache_s3_bucket_name:
        description:
          - >-
            Its bucket.
        type: str
      cache_s3_bucket_location:
        description:
          - >-
            Its region.
        type: str
      cache_s3_insecure:
        description:
          - >-
            Whether it is asked without TLS.
        type: bool
      cache_gcs_bucket_name:
        description:
          - >-
            Google's bucket.
        type: str
      cache_gcs_credentials_file:
        description:
          - >-
            The file of its login.
        type: str
      cache_gcs_access_id:
        description:
          - >-
            Who asks it.
        type: str
      cache_gcs_private_key:
        description:
          - >-
            With which key.
        type: str
      cache_azure_account_name:
        description:
          - >-
            Azure's account.
        type: str
      cache_azure_account_key:
        description:
          - >-
            Its key.
        type: str
      cache_azure_container_name:
        description:
          - >-
            Its container.
        type: str
      cache_azure_storage_domain:
        description:
          - >-
            Its domain.
        type: str
      description:
        description:
          - >-
            For GitLab.
        type: str
      tags:
        description:
          - >-
            For GitLab.
        type: list
        elements: str
      run_untagged:
        description:
          - >-
            For GitLab.
        type: bool
      locked:
        description:
          - >-
            For GitLab.
        type: bool
      protected:
        description:
          - >-
            For GitLab.
        type: bool
      access_level:
        description:
          - >-
            For GitLab.
        type: str
      maximum_timeout:
        description:
          - >-
            For GitLab.
        type: str
      rotate:
        description:
          - >-
            For GitLab.
        type: bool
  prune:
    description:
      - >-
        Whether runners that nobody named go from the file. GitLab knows them still.
    type: bool
    default: false
  backup:
    description:
      - >-
        Whether the file that was there is kept beside it.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Have a runner, with the token that gitlab_runner has kept
  stackhpc.kayobe_modules.gitlab_runner_config:
    url: https://gitlab.example.com
    concurrent: 4
    runners:
      - name: seed-runner
        token_file: /etc/gitlab-runner/tokens/seed-runner
        executor: docker
        docker:
          image: alpine
          network_mode: host
          volumes: [/var/run/docker.sock:/var/run/docker.sock, /opt/.docker/config.json:/root/.docker/config.json:ro, /cache]

- name: Have the runners of the variables that the role had, and no others
  stackhpc.kayobe_modules.gitlab_runner_config:
    url: "{{ gitlab_runner_coordinator_url }}"
    concurrent: "{{ gitlab_runner_concurrent }}"
    runners: "{{ gitlab_runner_runners }}"
    prune: true

- name: See what would change in a container's folder
  stackhpc.kayobe_modules.gitlab_runner_config:
    path: /srv/gitlab-runner/config.toml
    url: https://gitlab.example.com
    global: {check_interval: 3, session_server: {session_timeout: 1800}}
  check_mode: true
  diff: true
'''

RETURN = r'''
---
path:
  description:
    - >-
      The file.
  returned: >-
    success
  type: str
  sample: /etc/gitlab-runner/config.toml
changes:
  description:
    - >-
      The keys that were changed by runner; C(global) is what concerns all of them.
  returned: >-
    success
  type: dict
  sample: {global: [concurrent], seed-runner: [token, docker.volumes]}
removed:
  description:
    - >-
      The runners that went from the file.
  returned: >-
    success
  type: list
  elements: str
  sample: [old-runner]
backup_file:
  description:
    - >-
      What keeps the file that was there; null for none.
  returned: >-
    success
  type: str
  sample: /etc/gitlab-runner/config.toml.20261126T181104123Z~
'''
