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
module: oooq_preflight
short_description: >-
  Tell whether a host is ready for the wrapper of TripleO quickstart, and mend what is safe
version_added: "0.1.0"
description:
  - >-
    Looks at everything that the container of the wrapper needs of its host, and tells of each whether it is there, what was seen and what
    to do. What is looked at are the values that the container will be given, in the files, devices and daemons of the host.
  - >-
    Of C(/dev/kvm) it is not asked whether it is there, but whether it makes a machine. With another C(dev_root) the file below it is asked.
  - >-
    With C(fix) it makes missing folders, turns the filter of bridges off until the next boot (with C(persist) for those to come, too) and
    writes the option of nested virtualization. Nothing that runs is stopped; that the module of the kernel is loaded anew is left to a
    person. In check mode it says what it would do.
  - >-
    TripleO and its quickstart are retired. Nothing here says that they still deploy.
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
  - module: stackhpc.kayobe_modules.oooq_boot_files
  - module: stackhpc.kayobe_modules.oooq_command
  - module: stackhpc.kayobe_modules.oooq_image_build
  - module: stackhpc.kayobe_modules.oooq_images
  - module: stackhpc.kayobe_modules.oooq_run
  - module: stackhpc.kayobe_modules.oooq_state
  - module: stackhpc.kayobe_modules.oooq_traas_inventory
options:
  mode:
    description:
      - >-
        Where the nodes are. C(local) for this host's libvirt, C(traas) for servers of an OpenStack cloud. C(traas) by default where it is
        in the name of C(play).
    type: str
    choices:
      - local
      - traas
  play:
    description:
      - >-
        The playbook that is to run, by its path in C(scripts). What it does not need is not looked at. By default all is that a play of
        C(mode) may need.
      - >-
        Left out, the environment variable C(PLAY) of the module's process is used.
    type: str
  checks:
    description:
      - >-
        The checks to make, whatever the mode and the play. Those of both by default.
    type: list
    elements: str
    choices:
      - engine
      - container_name
      - kvm
      - nested
      - cpu
      - libvirt
      - bridge_filter
      - qemu
      - folders
      - images
      - boot_files
      - quickstart
      - custom_vars
      - teardown
      - controller_hosts
      - ext_net_cidr
      - subnodes_ssh_key
      - credentials
      - memory
      - disk
      - block_device
      - shared_mounts
  fix:
    description:
      - >-
        Mend what is safe.
    type: bool
    default: false
  persist:
    description:
      - >-
        Whether the filter of bridges has to stay off after a boot. A file in C(sysctl_path) says so then, which C(fix) writes.
    type: bool
    default: false
  strict:
    description:
      - >-
        Fail where something is not as it has to be.
    type: bool
    default: false
  user:
    description:
      - >-
        Who the container works for. Its home is C(/home/USER).
      - >-
        Left out, the environment variable C(USER) of the module's process is used.
    type: str
    default: bogdando
  oooq_path:
    description:
      - >-
        The checkout of quickstart.
      - >-
        Left out, the environment variable C(OOOQ_PATH) of the module's process is used.
    type: path
  oooq_branch:
    description:
      - >-
        The branch it has to be on. Any by default.
      - >-
        Left out, the environment variable C(OOOQ_BRANCH) of the module's process is used.
    type: str
  workspace:
    description:
      - >-
        The folder with the state of the deployment.
      - >-
        Left out, the environment variable C(WORKSPACE) of the module's process is used.
    type: path
    default: "/tmp/qs"
  imagecache:
    description:
      - >-
        The folder with the images.
      - >-
        Left out, the environment variable C(IMAGECACHE) of the module's process is used.
    type: path
  lwd:
    description:
      - >-
        The local working directory of quickstart. C(.quickstart) in the home of C(user) by default.
      - >-
        Left out, the environment variable C(LWD) of the module's process is used.
    type: path
  scripts:
    description:
      - >-
        The folder with C(custom.yaml) and the plays. The folder the module runs in by default.
      - >-
        Left out, the environment variable C(PWD) of the module's process is used.
    type: path
  images:
    description:
      - >-
        The images that have to be in C(imagecache), each with its C(.md5).
    type: list
    elements: str
    default: ["undercloud.qcow2","overcloud-full.tar"]
  boot_files:
    description:
      - >-
        The kernel and the initial file system that have to be where the play reads them.
    type: list
    elements: str
    default: ["overcloud-full.vmlinuz","overcloud-full.initrd"]
  boot_files_path:
    description:
      - >-
        The folder the play reads them from. C(imagecache) by default.
    type: path
  custom_vars:
    description:
      - >-
        The file with variables that every play is given. C(custom.yaml) in C(scripts) by default, which is the only one that a run reads.
    type: path
  teardown:
    description:
      - >-
        Whether a deployment that is there is taken away (C(true)) or kept (C(false), C(none)). Of one that is kept an inventory has to be
        there.
      - >-
        Left out, the environment variable C(TEARDOWN) of the module's process is used.
    type: str
    default: "true"
  controller_hosts:
    description:
      - >-
        Addresses of the controllers in a cloud. As a text they may stand with blanks or commas between them.
      - >-
        Left out, the environment variable C(CONTROLLER_HOSTS) of the module's process is used.
    type: list
    elements: str
  ext_net_cidr:
    description:
      - >-
        The external network of the overcloud.
      - >-
        Left out, the environment variable C(EXT_NET_CIDR) of the module's process is used.
    type: str
  subnodes_ssh_key:
    description:
      - >-
        The private key that leads to the servers. C(.ssh/id_rsa) in the home of C(user) by default.
      - >-
        Left out, the environment variable C(SUBNODES_SSH_KEY) of the module's process is used.
    type: str
  cloud:
    description:
      - >-
        The cloud in C(clouds_file). Not needed where there is one.
      - >-
        Left out, the environment variable C(OS_CLOUD) of the module's process is used.
    type: str
  clouds_file:
    description:
      - >-
        The file with the clouds' logins. Without it C(OS_AUTH_URL) and its fellows are looked for, then C(clouds.yaml) in C(lwd).
      - >-
        Left out, the environment variable C(OS_CLIENT_CONFIG_FILE) of the module's process is used.
    type: path
  memory:
    description:
      - >-
        The memory the container is given, as Docker writes it.
      - >-
        Left out, the environment variable C(MEM) of the module's process is used.
    type: str
    default: "7G"
  space:
    description:
      - >-
        Free space by path, as C(4G) or C(500m), in the same way. By default 20G in C(workspace) and 50G for libvirt's volumes.
    type: dict
  container_name:
    description:
      - >-
        The name the container will have. Left out, it is made of C(workspace), as a run makes it.
    type: str
    aliases:
      - container
  device:
    description:
      - >-
        The disk that the container's reading and writing is limited on.
      - >-
        Left out, the environment variable C(DEV) of the module's process is used.
    type: str
    default: "/dev/sda"
    aliases:
      - block_device
  shared_mounts:
    description:
      - >-
        Paths that are passed into the container as C(:shared). None by default.
    type: list
    elements: str
  libvirt_socket:
    description:
      - >-
        Where libvirt listens.
    type: path
    default: "/run/libvirt/libvirt-sock"
  qemu_conf:
    description:
      - >-
        The configuration of libvirt's driver for QEMU.
    type: path
    default: "/etc/libvirt/qemu.conf"
  modprobe_path:
    description:
      - >-
        The folder that the option of nested virtualization is written to, as C(kvm-nested.conf).
    type: path
    default: "/etc/modprobe.d"
  sysctl_path:
    description:
      - >-
        The folder that C(persist) has its file in, as C(99-oooq-warp.conf).
    type: path
    default: "/etc/sysctl.d"
  proc_root:
    description:
      - >-
        Where procfs is.
    type: path
    default: "/proc"
  sys_root:
    description:
      - >-
        Where sysfs is.
    type: path
    default: "/sys"
  dev_root:
    description:
      - >-
        Where devices are.
    type: path
    default: "/dev"
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
- name: See what the host lacks
  stackhpc.kayobe_modules.oooq_preflight:
    user: stack
    oooq_path: /opt/tripleo-quickstart
    imagecache: /opt/cache
    teardown: "true"

- name: Mend what is safe, and stop where something is left to do
  stackhpc.kayobe_modules.oooq_preflight:
    user: stack
    oooq_path: /opt/tripleo-quickstart
    imagecache: /opt/cache
    teardown: "true"
    fix: true
    strict: true

- name: Look at what a deployment on servers of a cloud is told
  stackhpc.kayobe_modules.oooq_preflight:
    mode: traas
    checks: [controller_hosts, ext_net_cidr, subnodes_ssh_key, credentials]
    controller_hosts: "{{ inventory.controller_hosts }}"
    ext_net_cidr: 192.168.23.0/24
    subnodes_ssh_key: /home/centos/.ssh/id_rsa
    cloud: traas
    clouds_file: /home/stack/.quickstart/clouds.yaml
'''

RETURN = r'''
---
msg:
  description:
    - >-
      What is not as it has to be, with what to do.
  returned: >-
    always
  type: str
  sample: "bridge-nf-call-iptables: it is 1. Run sysctl net.bridge.bridge-nf-call-iptables=0."
ready:
  description:
    - >-
      Whether nothing is missing. What cannot be told is not counted.
  returned: >-
    success
  type: bool
  sample: false
checks:
  description:
    - >-
      Each check with C(id), C(what), C(state) (C(ok), C(not_ok) or C(unknown)), C(seen) and C(advice), and where something can be mended
      C(fix), what that is, and C(fixed), whether it was done.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{id: bridge_filter, what: bridge-nf-call-iptables, state: ok, seen: it is 0,
    fix: set net.bridge.bridge-nf-call-iptables to 0 until the next boot, fixed: true}]
'''
