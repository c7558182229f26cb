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
module: kolla_build_report
short_description: >-
  Tell what became of a build of kolla's images
version_added: "0.1.0"
description:
  - >-
    Reads the log of C(kolla-build), or its summary in JSON, and tells which images were built and how long each took, which failed and why,
    which cannot be built for this distribution and which were skipped. Nothing is changed.
  - >-
    Of a build that was stopped it tells what was finished, and which images were under way.
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
  - module: stackhpc.kayobe_modules.kolla_image_tag
options:
  log:
    description:
      - >-
        The log. kayobe keeps it at the default's place.
    type: path
    default: "/var/log/kolla-build.log"
  summary_file:
    description:
      - >-
        The file that C(kolla-build) was given as C(summary-json-file). It has the last word on what failed; why it did stands in C(log).
    type: path
  strict:
    description:
      - >-
        Fail where an image failed that was not allowed to, and where the build did not come to its end.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: See what became of the last build
  stackhpc.kayobe_modules.kolla_build_report:
  register: build

- name: Stop here if an image is missing
  stackhpc.kayobe_modules.kolla_build_report:
    log: /var/log/kolla-build.log
    strict: true
- name: Take kolla's own summary where it was asked for one
  stackhpc.kayobe_modules.kolla_build_report:
    log: /var/log/kolla-build.log
    summary_file: /tmp/kolla-build-summary.json
  register: build
'''

RETURN = r'''
---
msg:
  description:
    - >-
      It in a sentence, with the first failure and its last line.
  returned: >-
    always
  type: str
  sample: "4 images: 1 unbuildable, 2 built, 1 failed (nova-base). nova-base failed first: returned a non-zero code: 1"
complete:
  description:
    - >-
      Whether C(kolla-build) came to its end.
  returned: >-
    success
  type: bool
  sample: true
images:
  description:
    - >-
      The images by what became of them.
  returned: >-
    success
  type: dict
  sample: {built: [{name: base, seconds: 62.5}]}
  contains:
    built:
      description:
        - >-
          Those that are there, each with C(name) and C(seconds).
      returned: >-
        always
      type: list
      elements: dict
    failed:
      description:
        - >-
          Those that failed, each with C(name), C(status) in kolla's word, C(allowed_to_fail) and C(reason).
      returned: >-
        always
      type: list
      elements: dict
    unbuildable:
      description:
        - >-
          Those that cannot be built here.
      returned: >-
        always
      type: list
      elements: dict
    skipped:
      description:
        - >-
          Those that an option left out.
      returned: >-
        always
      type: list
      elements: dict
    unfinished:
      description:
        - >-
          Those whose build began and did not end.
      returned: >-
        always
      type: list
      elements: dict
seconds:
  description:
    - >-
      What all builds took together. They run side by side, so the build itself took less.
  returned: >-
    success
  type: float
  sample: 3785.8
first_failure:
  description:
    - >-
      The first image whose own build failed, as in C(images). Null where none did.
  returned: >-
    success
  type: dict
  sample: {name: nova-base, status: error, allowed_to_fail: false, reason: The command failed}
'''
