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
module: kolla_image_tag
short_description: >-
  Write the tag of built images into kayobe's configuration
version_added: "0.1.0"
description:
  - >-
    Reads the tag of a build of kolla's images from C(kolla-build.conf), or is given one, and writes it into C(kolla-image-tags.yml), from
    which kayobe deploys. Only the tags change. Comments, order, quotes, anchors and line endings stay as they are, to the byte.
  - >-
    A tag that names a distribution of the file, as C(2024.1-rocky-9-20240903T113235) does, is written for that distribution only.
  - >-
    Without C(state) it tells which tags the file has.
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
  - module: stackhpc.kayobe_modules.kolla_build_report
options:
  image_tags_file:
    description:
      - >-
        kayobe's C(kolla-image-tags.yml).
    type: path
    required: true
    aliases:
      - images_tags_file
  tag:
    description:
      - >-
        The tag. Left out, it is read from the engine where C(reference) is given, else from C(kolla_build_conf).
    type: str
  kolla_build_conf:
    description:
      - >-
        The configuration kayobe wrote for the last build. The tag is C(tag) of its section C(DEFAULT).
    type: path
    default: "/opt/kayobe/etc/kolla/kolla-build.conf"
  reference:
    description:
      - >-
        Images of the engine, as patterns of C(docker image ls --filter reference=). The tag is that of the one that was built last.
    type: list
    elements: str
  services:
    description:
      - >-
        The services whose images have the tag, by the names in the file, as C(openstack) or C(nova). All that are in the file by default.
        One that is missing gets lines of its own at the end, a missing distribution of one gets a line below the others.
    type: list
    elements: str
  distributions:
    description:
      - >-
        The distributions for which the tag is, as C(rocky-9). By default those that the tag names.
    type: list
    elements: str
  kolla_tag_file:
    description:
      - >-
        A file that is to hold nothing but the tag, as C(~/kolla_tag) that older configurations wrote after a build.
    type: path
  kolla_yml:
    description:
      - >-
        kayobe's C(kolla.yml), where older releases keep the tag as C(kolla_openstack_release).
    type: path
  state:
    description:
      - >-
        C(present) to write the tag. Left out, nothing is changed.
    type: str
    choices:
      - present
  docker_host:
    description:
      - >-
        Where the engine listens, C(unix://) with a path or C(tcp://) with host and port.
      - >-
        Left out, the environment variable C(DOCKER_HOST) of the module's process is used.
    type: str
    default: "unix:///var/run/docker.sock"
  docker_tls_verify:
    description:
      - >-
        Any text means TLS with the engine, and that its certificate is verified.
      - >-
        Left out, the environment variable C(DOCKER_TLS_VERIFY) of the module's process is used.
    type: str
  docker_cert_path:
    description:
      - >-
        The folder with C(ca.pem), C(cert.pem) and C(key.pem) for TLS with the engine.
      - >-
        Left out, the environment variable C(DOCKER_CERT_PATH) of the module's process is used.
    type: path
'''

EXAMPLES = r'''
---
- name: Deploy what was just built
  stackhpc.kayobe_modules.kolla_image_tag:
    image_tags_file: "{{ kayobe_config_path }}/kolla-image-tags.yml"
    state: present

- name: Deploy new images of one service only
  stackhpc.kayobe_modules.kolla_image_tag:
    image_tags_file: "{{ kayobe_config_path }}/kolla-image-tags.yml"
    tag: 2024.1-rocky-9-20241022T090717
    services: [nova]
    state: present

- name: Take the tag from the images themselves
  stackhpc.kayobe_modules.kolla_image_tag:
    image_tags_file: "{{ kayobe_config_path }}/kolla-image-tags.yml"
    reference: "{{ kolla_docker_registry }}/{{ kolla_docker_namespace }}/*"
    state: present

- name: See what is deployed
  stackhpc.kayobe_modules.kolla_image_tag:
    image_tags_file: "{{ kayobe_config_path }}/kolla-image-tags.yml"
'''

RETURN = r'''
---
tag:
  description:
    - >-
      The tag that was to be written. Null without C(state).
  returned: >-
    success
  type: str
  sample: 2024.1-rocky-9-20240903T113235
distributions:
  description:
    - >-
      The distributions it was written for.
  returned: >-
    success
  type: list
  elements: str
  sample: [rocky-9]
image_tags:
  description:
    - >-
      The tags of the file afterwards, by service and distribution.
  returned: >-
    success
  type: dict
  sample: {openstack: {rocky-9: 2024.1-rocky-9-20240903T113235}}
files:
  description:
    - >-
      The files that changed.
  returned: >-
    success
  type: list
  elements: str
  sample: [/opt/kayobe-config/etc/kayobe/kolla-image-tags.yml]
'''
