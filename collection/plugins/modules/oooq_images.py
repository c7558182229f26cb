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
module: oooq_images
short_description: >-
  Give images the names that quickstart looks for in its cache
version_added: "0.1.0"
description:
  - >-
    Takes the MD5 sum of each image and compares it with the first word of the C(.md5) beside it, as quickstart does after a download. An
    image that is right is then also called C(SUM.TYPE), a second name of the same file, and C(latest-NAME.TYPE) leads there. Quickstart
    takes the first where the image's server tells the same sum, and the second with C(force_cached_images).
  - >-
    All sums are taken before the first name is given. A name appears whole or not at all, also where the module is interrupted. Nothing is
    downloaded.
  - >-
    An image that was changed keeps the names of what it was; they are not taken away.
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
  - module: stackhpc.kayobe_modules.oooq_boot_files
  - module: stackhpc.kayobe_modules.oooq_command
  - module: stackhpc.kayobe_modules.oooq_image_build
  - module: stackhpc.kayobe_modules.oooq_preflight
  - module: stackhpc.kayobe_modules.oooq_run
  - module: stackhpc.kayobe_modules.oooq_state
  - module: stackhpc.kayobe_modules.oooq_traas_inventory
options:
  imagecache:
    description:
      - >-
        The folder with the images.
      - >-
        Left out, the environment variable C(IMAGECACHE) of the module's process is used.
    type: path
    required: true
  images:
    description:
      - >-
        Files in C(imagecache). The extension is the image's type.
    type: list
    elements: str
    default: ["undercloud.qcow2","overcloud-full.tar"]
  md5:
    description:
      - >-
        C(verify) takes the sum and needs the C(.md5). C(make) takes it, and writes the C(.md5) where there is none. C(trust) believes what
        the C(.md5) says, which is quick with large images and finds no half ones.
    type: str
    default: verify
    choices:
      - verify
      - make
      - trust
  latest_names:
    description:
      - >-
        What quickstart calls an image in C(latest-NAME.TYPE), by the name of its file without type.
    type: dict
    default: {"ironic-python-agent":"ipa_images"}
'''

EXAMPLES = r'''
---
- name: Give the downloaded images their names
  stackhpc.kayobe_modules.oooq_images:
    imagecache: /opt/cache

- name: Take in an image of one's own, which has no sum yet
  stackhpc.kayobe_modules.oooq_images:
    imagecache: /opt/cache
    images: [undercloud.qcow2]
    md5: make

- name: All three of the images of a release
  stackhpc.kayobe_modules.oooq_images:
    imagecache: /opt/cache
    images:
      - undercloud.qcow2
      - overcloud-full.tar
      - ironic-python-agent.tar
'''

RETURN = r'''
---
images:
  description:
    - >-
      Each image with its C(md5), the C(path) that is named for it, and the C(latest) link, by the name of its file.
  returned: >-
    success
  type: dict
  sample: {undercloud.qcow2: {md5: d41d8cd98f00b204e9800998ecf8427e, path: /opt/cache/d41d8cd98f00b204e9800998ecf8427e.qcow2,
    latest: /opt/cache/latest-undercloud.qcow2}}
'''
