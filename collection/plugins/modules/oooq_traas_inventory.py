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
module: oooq_traas_inventory
short_description: >-
  Write login, inventory and ssh's configuration for servers that an OpenStack cloud has
version_added: "0.1.0"
description:
  - >-
    Asks Keystone for a token and Nova for the project's servers, and writes C(clouds.yaml), C(hosts) and C(ssh.config.ansible) into the
    local working directory of quickstart, as the play C(oooq-traas.yaml) does with the role C(tripleo-inventory). Servers are told apart by
    their names; what has C(undercloud) in it is the way to what has C(overcloud).
  - >-
    The token goes to the endpoint of the catalogue and nowhere else. C(clouds.yaml) holds the password and is for its owner only; what is
    in it is hidden in diffs.
  - >-
    Run it as the user that the container works for, so that the files are that user's. A server that is in ERROR or has no address stops it
    before anything is written.
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
  - module: stackhpc.kayobe_modules.oooq_boot_files
  - module: stackhpc.kayobe_modules.oooq_command
  - module: stackhpc.kayobe_modules.oooq_image_build
  - module: stackhpc.kayobe_modules.oooq_images
  - module: stackhpc.kayobe_modules.oooq_preflight
  - module: stackhpc.kayobe_modules.oooq_run
  - module: stackhpc.kayobe_modules.oooq_state
options:
  auth:
    description:
      - >-
        The login. Not needed with C(servers_file); C(clouds.yaml) is not written then.
    type: dict
    suboptions:
      auth_url:
        description:
          - >-
            Keystone's address. The C(v3) at its end may be left out.
        type: str
        required: true
      username:
        description:
          - >-
            Who logs in.
        type: str
      user_id:
        description:
          - >-
            The same by ID.
        type: str
      password:
        description:
          - >-
            The password. It appears in no output.
        type: str
      user_domain_name:
        description:
          - >-
            The domain of C(auth.username). C(Default) by default.
        type: str
      user_domain_id:
        description:
          - >-
            The same by ID.
        type: str
      project_name:
        description:
          - >-
            The project with the servers. An application credential has its own.
        type: str
        aliases:
          - tenant_name
      project_id:
        description:
          - >-
            The same by ID.
        type: str
      project_domain_name:
        description:
          - >-
            The domain of C(auth.project_name). C(Default) by default.
        type: str
      project_domain_id:
        description:
          - >-
            The same by ID.
        type: str
      application_credential_id:
        description:
          - >-
            An application credential, in the place of a password.
        type: str
      application_credential_name:
        description:
          - >-
            The same by name, which needs the user, too.
        type: str
      application_credential_secret:
        description:
          - >-
            Its secret. It appears in no output.
        type: str
  cloud:
    description:
      - >-
        What C(clouds.yaml) calls the cloud.
    type: str
    default: traas
  region:
    description:
      - >-
        The region of Nova. Needed where the cloud has several.
      - >-
        Left out, the environment variable C(OS_REGION_NAME) of the module's process is used.
    type: str
    aliases:
      - region_name
  interface:
    description:
      - >-
        The side of the endpoint.
    type: str
    default: public
    choices:
      - public
      - internal
      - admin
  compute_url:
    description:
      - >-
        Nova's address, in the place of the catalogue's.
    type: str
  servers_file:
    description:
      - >-
        A file with what Nova answers to C(servers/detail), in the place of asking.
    type: path
  cluster_id:
    description:
      - >-
        Take only servers that have this C(clusterid) in their metadata.
    type: str
  network:
    description:
      - >-
        The network that the nodes know each other by.
    type: str
    default: private
  user:
    description:
      - >-
        Whom the container works for.
      - >-
        Left out, the environment variable C(USER) of the module's process is used.
    type: str
    default: bogdando
  lwd:
    description:
      - >-
        The local working directory, which is written to. C(.quickstart) in the home of C(user) by default.
      - >-
        Left out, the environment variable C(LWD) of the module's process is used.
    type: path
  ssh_config:
    description:
      - >-
        The name of ssh's configuration in C(lwd).
    type: str
    default: "ssh.config.ansible"
  undercloud_user:
    description:
      - >-
        Who logs in to the undercloud.
    type: str
    default: centos
  undercloud_key:
    description:
      - >-
        That user's private key. C(id_rsa) in C(lwd) by default.
    type: path
  overcloud_user:
    description:
      - >-
        Who logs in to the nodes.
    type: str
    default: centos
  overcloud_key:
    description:
      - >-
        That user's private key. C(id_rsa) in C(lwd) by default.
    type: path
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
'''

EXAMPLES = r'''
---
- name: Write the inventory of the servers that the templates of traas made
  stackhpc.kayobe_modules.oooq_traas_inventory:
    auth:
      auth_url: https://cloud.example.org:5000/v3
      username: stack
      password: "{{ cloud_password }}"
      project_name: traas
    lwd: /home/stack/.quickstart
  register: inventory

- name: Take one cluster of several, with an application credential
  stackhpc.kayobe_modules.oooq_traas_inventory:
    auth:
      auth_url: https://cloud.example.org:5000/v3
      application_credential_id: 8f3c1f0a5d5b4f0c9c8b3f4d2e1a0b9c
      application_credential_secret: "{{ cloud_secret }}"
    region: RegionOne
    cluster_id: mine
    lwd: /home/stack/.quickstart

- name: Write it from a list that somebody else asked for
  stackhpc.kayobe_modules.oooq_traas_inventory:
    servers_file: /home/stack/servers.json
    network: traas-private
    lwd: /home/stack/.quickstart
'''

RETURN = r'''
---
hosts:
  description:
    - >-
      Each host with its C(name) in the inventory, its C(server), its addresses C(private_v4) and C(public_v4), and its C(groups).
  returned: >-
    success
  type: list
  elements: dict
  sample: [{name: undercloud, server: undercloud-0, private_v4: 192.168.24.5, public_v4: 203.0.113.10, groups: [bastion, undercloud]}]
controller_hosts:
  description:
    - >-
      The private addresses of the controllers, for C(CONTROLLER_HOSTS).
  returned: >-
    success
  type: list
  elements: str
  sample: [192.168.24.11, 192.168.24.12]
compute_hosts:
  description:
    - >-
      The private addresses of the compute nodes, for C(COMPUTE_HOSTS).
  returned: >-
    success
  type: list
  elements: str
  sample: [192.168.24.21]
written:
  description:
    - >-
      The files that were written, or in check mode would be.
  returned: >-
    success
  type: list
  elements: str
  sample: [/home/stack/.quickstart/hosts]
'''
