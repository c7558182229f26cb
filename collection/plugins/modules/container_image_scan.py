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
module: container_image_scan
short_description: >-
  Have a scanner look through container images for known vulnerabilities
version_added: "0.1.0"
description:
  - >-
    Runs C(trivy) over images of an engine, one after another, and lists what it finds. Where it is not installed, or cannot do it, the
    answer is that it cannot be told, never that there is nothing. Nothing is changed, and nothing is installed.
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
  - module: stackhpc.kayobe_modules.container_image_info
  - module: stackhpc.kayobe_modules.container_image_push
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
  scanner:
    description:
      - >-
        The scanner, by its name or its path. Its options are those of C(trivy).
    type: str
    default: trivy
  severity:
    description:
      - >-
        Which vulnerabilities count.
    type: list
    elements: str
    default: ["CRITICAL","HIGH"]
    choices:
      - "CRITICAL"
      - "HIGH"
      - "MEDIUM"
      - "LOW"
      - "UNKNOWN"
  ignore_unfixed:
    description:
      - >-
        Leave out those that no newer package mends.
    type: bool
    default: true
  strict:
    description:
      - >-
        Fail where there is one, and where it cannot be told.
    type: bool
    default: false
  reference:
    description:
      - >-
        Which images, as patterns of C(docker image ls --filter reference=). Left out, all that have a name.
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
- name: List what is known of the images of a build
  stackhpc.kayobe_modules.container_image_scan:
    reference: "{{ kolla_docker_registry }}/{{ kolla_docker_namespace }}/*:{{ kolla_tag }}"
  register: scan

- name: Stop at critical ones
  stackhpc.kayobe_modules.container_image_scan:
    reference: stackhpc-dev/*
    severity: [CRITICAL]
    strict: true

- name: Take a scanner of one's own
  stackhpc.kayobe_modules.container_image_scan:
    reference: stackhpc-dev/*
    scanner: /opt/trivy/trivy
    ignore_unfixed: false
'''

RETURN = r'''
---
msg:
  description:
    - >-
      It in a sentence for each state of a check, with one image as an example.
  returned: >-
    always
  type: str
  sample: "ark.example.org/stackhpc/base:2024.1: 2 high. Build it again with newer packages."
vulnerabilities:
  description:
    - >-
      What was found, the worst of each image first.
  returned: >-
    success
  type: list
  elements: dict
  sample: []
  contains:
    image:
      description:
        - >-
          The image.
      returned: >-
        always
      type: str
    id:
      description:
        - >-
          Its number, as C(CVE-2024-1234).
      returned: >-
        always
      type: str
    severity:
      description:
        - >-
          The scanner's word.
      returned: >-
        always
      type: str
    package:
      description:
        - >-
          What has it.
      returned: >-
        always
      type: str
    installed:
      description:
        - >-
          The version that is in the image.
      returned: >-
        always
      type: str
    fixed:
      description:
        - >-
          The version that mends it. Null where there is none.
      returned: >-
        always
      type: str
checks:
  description:
    - >-
      A check for each image, or one for all of them where there is no scanner.
  returned: >-
    success
  type: list
  elements: dict
  sample: []
  contains:
    image:
      description:
        - >-
          The image, or C(all).
      returned: >-
        always
      type: str
    what:
      description:
        - >-
          What was looked at.
      returned: >-
        always
      type: str
    state:
      description:
        - >-
          C(ok), C(not_ok), or C(unknown) where it cannot be told.
      returned: >-
        always
      type: str
    seen:
      description:
        - >-
          What was seen.
      returned: >-
        always
      type: str
    advice:
      description:
        - >-
          What to do.
      returned: >-
        where there is something to do
      type: str
'''
