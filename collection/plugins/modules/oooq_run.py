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
module: oooq_run
short_description: >-
  Run TripleO quickstart in a container that operates the host
version_added: "0.1.0"
description:
  - >-
    Runs a playbook of TripleO quickstart, or a shell for it, in a container with the host's network, processes, devices and libvirt, as the
    wrapper C(oooq-warp) does. The module runs on the engine's host and asks the engine itself.
  - >-
    Each option stands for the environment variable of the wrapper, and the variable is read where the option is left out.
  - >-
    A shell (C(interactive=true)) is started with a terminal and waits; RV(attach) leads to it. Otherwise the playbook runs at once, what it
    says is followed into RV(log_file), and the task ends as the playbook does.
  - >-
    Processors and disks are limited as far as the host has them, with a warning. In check mode nothing is made, and the command lines are
    told.
  - >-
    One workspace has one container. While it runs another is refused; one that has ended is removed.
  - >-
    A signal ends the module, not the run. The message says how to see it and how to stop it.
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
notes:
  - >-
    TripleO and its quickstart are retired. What runs inside the container is foreign to this collection, which has the wrapper only.
seealso:
  - module: stackhpc.kayobe_modules.oooq_boot_files
  - module: stackhpc.kayobe_modules.oooq_command
  - module: stackhpc.kayobe_modules.oooq_image_build
  - module: stackhpc.kayobe_modules.oooq_images
  - module: stackhpc.kayobe_modules.oooq_preflight
  - module: stackhpc.kayobe_modules.oooq_state
  - module: stackhpc.kayobe_modules.oooq_traas_inventory
options:
  user:
    description:
      - >-
        Whose home it runs in, and who provisions.
      - >-
        Left out, the environment variable C(USER) of the module's process is used.
    type: str
    default: bogdando
  play:
    description:
      - >-
        The playbook to run, by its path in C(scripts).
      - >-
        Left out, the environment variable C(PLAY) of the module's process is used.
    type: str
    default: "oooq-warp.yaml"
  workspace:
    description:
      - >-
        The folder of the host that keeps the state; quickstart calls it C(working_dir).
      - >-
        Left out, the environment variable C(WORKSPACE) of the module's process is used.
    type: path
    default: "/tmp/qs"
  lwd:
    description:
      - >-
        Quickstart's C(local_working_dir). It is mounted, so that it outlives the container. C(.quickstart) in the home of C(user) by
        default.
      - >-
        Left out, the environment variable C(LWD) of the module's process is used.
    type: path
  imagecache:
    description:
      - >-
        The folder of the host with the images. It has to be given.
      - >-
        Left out, the environment variable C(IMAGECACHE) of the module's process is used.
    type: path
  oooq_path:
    description:
      - >-
        The checkout of quickstart on the host, mounted to be read only. It has to be given.
      - >-
        Left out, the environment variable C(OOOQ_PATH) of the module's process is used.
    type: path
  scripts:
    description:
      - >-
        The folder of the host with the playbooks, their C(vars), C(inventory.ini), C(ansible.cfg) and C(custom.yaml), mounted to be read
        only. The folder the module runs in by default.
      - >-
        Left out, the environment variable C(PWD) of the module's process is used.
    type: path
  teardown:
    description:
      - >-
        C(true) tears down and provisions, C(false) and C(none) keep what is there and restore its state.
      - >-
        Left out, the environment variable C(TEARDOWN) of the module's process is used.
    type: str
    default: "true"
  quickstart_teardown:
    description:
      - >-
        With C(quickstartish), what C(quickstart.sh) tears down where C(teardown) is C(true).
    type: str
    default: nodes
    choices:
      - all
      - virthost
      - nodes
  interactive:
    description:
      - >-
        Whether a shell waits in the container. Otherwise the playbook runs at once.
      - >-
        Left out, the environment variable C(INTERACTIVE) of the module's process is used.
    type: bool
    default: true
  quickstartish:
    description:
      - >-
        Whether C(quickstart.sh) runs the playbook instead of C(ansible-playbook).
      - >-
        Left out, the environment variable C(QUICKSTARTISH) of the module's process is used.
    type: bool
    default: false
  make_snapshots:
    description:
      - >-
        Whether the undercloud's machine gets the snapshots C(ready) and C(deployed).
      - >-
        Left out, the environment variable C(MAKE_SNAPSHOTS) of the module's process is used.
    type: bool
    default: true
  venv:
    description:
      - >-
        C(local) for the virtual environment of the image; anything else for the one of C(vpath).
      - >-
        Left out, the environment variable C(VENV) of the module's process is used.
    type: str
    default: local
  vpath:
    description:
      - >-
        A virtual environment of the host's, or a folder that has one called C(oooq). It is mounted as C(Envs) in the home of C(user), and
        under its own path.
      - >-
        Left out, the environment variable C(VPATH) of the module's process is used.
    type: path
  oooqe_branch:
    description:
      - >-
        The branch of quickstart's extras. One that is not C(master) is installed over those of the image.
      - >-
        Left out, the environment variable C(OOOQE_BRANCH) of the module's process is used.
    type: str
    default: master
  oooqe_fork:
    description:
      - >-
        Whose extras, at GitHub. Others than those of C(openstack) are installed over those of the image.
      - >-
        Left out, the environment variable C(OOOQE_FORK) of the module's process is used.
    type: str
    default: openstack
  controller_hosts:
    description:
      - >-
        Addresses of the controllers in a cloud. As a text they may stand with blanks or commas between them.
      - >-
        Left out, the environment variable C(CONTROLLER_HOSTS) of the module's process is used.
    type: list
    elements: str
  compute_hosts:
    description:
      - >-
        Addresses of the compute hosts in a cloud.
      - >-
        Left out, the environment variable C(COMPUTE_HOSTS) of the module's process is used.
    type: list
    elements: str
  ext_net_cidr:
    description:
      - >-
        The network of the cloud's servers. Only C(oooq-traas-over.yaml) needs it.
      - >-
        Left out, the environment variable C(EXT_NET_CIDR) of the module's process is used.
    type: str
  subnodes_ssh_key:
    description:
      - >-
        The key that reaches the cloud's servers. C(.ssh/id_rsa) in the home of C(user) by default.
      - >-
        Left out, the environment variable C(SUBNODES_SSH_KEY) of the module's process is used.
    type: str
  log_level:
    description:
      - >-
        How much Ansible says, C(-v) to C(-vvvvv), or nothing. C(quickstart.sh) knows one degree only.
      - >-
        Left out, the environment variable C(LOG_LEVEL) of the module's process is used.
    type: str
    default: "-v"
  ansible_timeout:
    description:
      - >-
        Seconds until Ansible gives up a connection.
      - >-
        Left out, the environment variable C(ANSIBLE_TIMEOUT) of the module's process is used.
    type: int
    default: 900
  ansible_forks:
    description:
      - >-
        How many hosts Ansible works on at a time.
      - >-
        Left out, the environment variable C(ANSIBLE_FORKS) of the module's process is used.
    type: int
    default: 10
  extra_args:
    description:
      - >-
        More arguments for C(ansible-playbook) or C(quickstart.sh), each on its own.
    type: list
    elements: str
  env:
    description:
      - >-
        More variables of the container. Whoever may ask the engine sees them; what is secret among them, by name or by value, is in no
        output.
    type: dict
  image:
    description:
      - >-
        The image. M(stackhpc.kayobe_modules.oooq_run) does not build it.
    type: str
    default: "bogdando/oooq-runner:0.1"
  container_name:
    description:
      - >-
        The container's name. Left out, it is made of C(workspace), which has one container at a time.
    type: str
  privileged:
    description:
      - >-
        Whether the container may do all that the host may. Otherwise it has C(SYS_ADMIN), C(NET_ADMIN) and C(/dev/kvm).
    type: bool
    default: true
  mounts:
    description:
      - >-
        More folders of the host, as C(/of/the/host:/inside:ro). One of them takes the place of what would be mounted there.
    type: list
    elements: str
  cpus:
    description:
      - >-
        How many processors it may use, at most those of the host.
    type: float
    default: 4
  cpu_shares:
    description:
      - >-
        Its share of the processors where there are not enough.
      - >-
        Left out, the environment variable C(CPU) of the module's process is used.
    type: int
    default: 800
  memory:
    description:
      - >-
        How much memory it may use, as Docker writes it.
      - >-
        Left out, the environment variable C(MEM) of the module's process is used.
    type: str
    default: "7G"
  device:
    description:
      - >-
        The disk whose use is limited, if the host has it.
      - >-
        Left out, the environment variable C(DEV) of the module's process is used.
    type: str
    default: "/dev/sda"
  read_bps:
    description:
      - >-
        Bytes a second that are read from C(device), as Docker writes it.
      - >-
        Left out, the environment variable C(IOR) of the module's process is used.
    type: str
    default: "60mb"
  write_bps:
    description:
      - >-
        Bytes a second that are written to C(device), as Docker writes it.
      - >-
        Left out, the environment variable C(IOW) of the module's process is used.
    type: str
    default: "35mb"
  read_iops:
    description:
      - >-
        Reads a second from C(device).
      - >-
        Left out, the environment variable C(IOPSR) of the module's process is used.
    type: int
    default: 60
  write_iops:
    description:
      - >-
        Writes a second to C(device).
      - >-
        Left out, the environment variable C(IOPSW) of the module's process is used.
    type: int
    default: 60
  log_file:
    description:
      - >-
        The file that takes what the run says, readable to its owner only. C(oooq-run.log) in C(workspace) by default. That of the last run
        is replaced.
    type: path
  keep:
    description:
      - >-
        Leaves the container when it has ended. One that is there and has ended is then in the way of another.
    type: bool
    default: false
  start:
    description:
      - >-
        Whether the container is started. Otherwise it is only made, to be looked at or started by hand.
    type: bool
    default: true
  timeout:
    description:
      - >-
        After how many seconds the module no longer waits for a run without a shell. The run itself goes on. 0 waits for ever.
    type: int
    default: 0
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
- name: Provision, and wait for it
  stackhpc.kayobe_modules.oooq_run:
    interactive: false
    imagecache: /opt/cache
    oooq_path: /home/stack/tripleo-quickstart
    scripts: /home/stack/oooq-warp
    user: stack
  become: true

- name: Install the undercloud on what was provisioned
  stackhpc.kayobe_modules.oooq_run:
    interactive: false
    play: oooq-under.yaml
    teardown: "false"
    imagecache: /opt/cache
    oooq_path: /home/stack/tripleo-quickstart
    scripts: /home/stack/oooq-warp
    user: stack
  become: true

- name: Have a shell there
  stackhpc.kayobe_modules.oooq_run:
    imagecache: /opt/cache
    oooq_path: /home/stack/tripleo-quickstart
    scripts: /home/stack/oooq-warp
    user: stack
  become: true
  register: warp

- name: Tell how to get to it
  ansible.builtin.debug:
    msg: "{{ warp.attach }}"
'''

RETURN = r'''
---
msg:
  description:
    - >-
      What became of it, in a sentence.
  returned: >-
    success
  type: str
  sample: oooq-warp.yaml ended with 0; what it said is in /opt/oooq/oooq-run.log.
container:
  description:
    - >-
      The container.
  returned: >-
    when it was made
  type: dict
  sample: {name: oooq-runner-181d3fb0, id: 1a2b}
  contains:
    name:
      description:
        - >-
          Its name.
      returned: >-
        always
      type: str
    id:
      description:
        - >-
          Its id.
      returned: >-
        always
      type: str
attach:
  description:
    - >-
      The command that leads to the shell, or that starts what was only made.
  returned: >-
    with C(interactive=true) or C(start=false)
  type: str
  sample: docker attach oooq-runner-181d3fb0
exit_code:
  description:
    - >-
      How the run ended. Null where it goes on.
  returned: >-
    without a shell
  type: int
  sample: 0
log_file:
  description:
    - >-
      The file with what it said.
  returned: >-
    without a shell
  type: str
  sample: /opt/oooq/oooq-run.log
log_tail:
  description:
    - >-
      The last twenty lines of it.
  returned: >-
    without a shell
  type: list
  elements: str
  sample: ["PLAY RECAP"]
docker:
  description:
    - >-
      The words of the C(docker run) that makes the same container.
  returned: >-
    success
  type: list
  elements: str
  sample: [docker, run, -it, --rm]
docker_shell:
  description:
    - >-
      The same as a line for a shell.
  returned: >-
    success
  type: str
  sample: docker run -it --rm
play:
  description:
    - >-
      The words of the command that runs the playbook inside.
  returned: >-
    success
  type: list
  elements: str
  sample: [ansible-playbook, --become-user=root]
play_shell:
  description:
    - >-
      The same as a line for a shell.
  returned: >-
    success
  type: str
  sample: ansible-playbook --become-user=root
entry_script:
  description:
    - >-
      What the container begins with.
  returned: >-
    success
  type: str
  sample: set -eu
deploy_script:
  description:
    - >-
      What C(create_env_oooq.sh) is inside.
  returned: >-
    success
  type: str
  sample: set -eu
'''
