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
module: container_image_info
short_description: >-
  Tell which container images an engine has
version_added: "0.1.0"
description:
  - >-
    Lists the images of a container engine, Docker or Podman, and which tags there are, since when and how large. Nothing is changed.
  - >-
    After a build the first of RV(tags) is the one that was built last.
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
    support: none
seealso:
  - module: stackhpc.kayobe_modules.container_content
  - module: stackhpc.kayobe_modules.container_distribution
  - module: stackhpc.kayobe_modules.container_image_push
  - module: stackhpc.kayobe_modules.container_image_scan
  - module: stackhpc.kayobe_modules.container_image_secrets
  - module: stackhpc.kayobe_modules.container_namespace
  - module: stackhpc.kayobe_modules.container_pull_through_distribution
  - module: stackhpc.kayobe_modules.container_pull_through_remote
  - module: stackhpc.kayobe_modules.container_push_repository
  - module: stackhpc.kayobe_modules.container_remote
  - module: stackhpc.kayobe_modules.container_repository
  - module: stackhpc.kayobe_modules.container_sync
  - module: stackhpc.kayobe_modules.container_tag
options:
  reference:
    description:
      - >-
        Which images, as patterns of C(docker image ls --filter reference=), such as C(ark.example.org/stackhpc/*:2024.1-*). C(*) stays
        within one part of the path. A pattern without a tag means all tags. Left out, all images that have a name.
    type: list
    elements: str
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
- name: See which tag was built last
  stackhpc.kayobe_modules.container_image_info:
    reference: "{{ kolla_docker_registry }}/{{ kolla_docker_namespace }}/*"
  register: built

- name: Tell it
  ansible.builtin.debug:
    msg: "{{ built.tags[0].tag }} with {{ built.tags[0].images }} images"

- name: See how large the images of nova are
  stackhpc.kayobe_modules.container_image_info:
    reference: ark.example.org/stackhpc/nova-*

- name: Ask Podman
  stackhpc.kayobe_modules.container_image_info:
    docker_host: unix:///run/podman/podman.sock
'''

RETURN = r'''
---
msg:
  description:
    - >-
      It in a sentence.
  returned: >-
    success
  type: str
  sample: "68 images under 1 tags; \u00272024.1-20261126T101500\u0027 was built last, at 2026-11-26T10:52:07Z."
images:
  description:
    - >-
      The images, each under each of its names, by name.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{name: "ark.example.org/stackhpc/base:2024.1", repository: ark.example.org/stackhpc/base, tag: "2024.1", id: 1a2b, digest: null,
    size: 310000000}]
  contains:
    name:
      description:
        - >-
          Repository and tag.
      returned: >-
        always
      type: str
    repository:
      description:
        - >-
          Registry and path.
      returned: >-
        always
      type: str
    tag:
      description:
        - >-
          The tag.
      returned: >-
        always
      type: str
    id:
      description:
        - >-
          The image's own id.
      returned: >-
        always
      type: str
    digest:
      description:
        - >-
          The digest of its manifest in the registry of its name. Null for an image that was neither pushed nor pulled.
      returned: >-
        always
      type: str
    created:
      description:
        - >-
          When it was built.
      returned: >-
        always
      type: str
    size:
      description:
        - >-
          All its layers together, in bytes. Layers that images share count in each.
      returned: >-
        always
      type: int
tags:
  description:
    - >-
      The tags, the one that was built last first.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{tag: "2024.1", images: 68, since: "2026-11-26T10:15:00Z", until: "2026-11-26T10:52:07Z", size: 91000000000}]
  contains:
    tag:
      description:
        - >-
          The tag.
      returned: >-
        always
      type: str
    images:
      description:
        - >-
          How many images have it.
      returned: >-
        always
      type: int
    since:
      description:
        - >-
          When the first of them was built.
      returned: >-
        always
      type: str
    until:
      description:
        - >-
          When the last of them was built.
      returned: >-
        always
      type: str
    size:
      description:
        - >-
          The images together, in bytes. Layers that images share count in each.
      returned: >-
        always
      type: int
'''
