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
module: pulp_server
short_description: >-
  Run a Pulp server in a container
version_added: "0.1.0"
description:
  - >-
    Runs Pulp's image, with the API, content, workers and database in one container of Docker or Podman, and writes C(settings.py) and the
    server's certificate to the folder that is mounted as C(/etc/pulp).
  - >-
    The container is replaced only when it differs in what an engine cannot change, and restarted only when a file that Pulp reads at its
    start changed. The new container is made before the old one is stopped, and the old one is kept until the new one works. A container
    that is paused goes on first. Before a Pulp that runs is interrupted, the module looks whether tasks run there; before it is upgraded,
    also whether the disk has room and Pulp supports the step.
  - >-
    Volumes and C(conf_path), which holds the key of the database, are never removed.
  - >-
    The module talks to the engine itself and runs on the engine's host. M(stackhpc.kayobe_modules.wait_for_pulp) waits until the server can
    work, M(stackhpc.kayobe_modules.admin_password) sets the administrator's password. The role C(pulp_server) does all of it.
  - >-
    Without C(state) it reports the container and changes nothing.
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
  - module: stackhpc.kayobe_modules.pulp_auth_proxy
  - module: stackhpc.kayobe_modules.pulp_export
  - module: stackhpc.kayobe_modules.pulp_exporter
  - module: stackhpc.kayobe_modules.pulp_import
  - module: stackhpc.kayobe_modules.pulp_importer
options:
  state:
    description:
      - >-
        C(present) for a server that runs, C(stopped) for one that is ready to be started, C(absent) for no container.
      - >-
        C(configured) writes the files only, and C(current) restarts the container if it runs with older ones. They serve where something
        else, such as kayobe, manages the container. With C(image), C(configured) looks whether an upgrade by that image may go on.
    type: str
    choices:
      - present
      - stopped
      - absent
      - configured
      - current
  image:
    description:
      - >-
        Pulp's image, by tag or by digest.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=stopped).
    type: str
  pull:
    description:
      - >-
        When the image is pulled.
    type: str
    default: missing
    choices:
      - missing
      - always
      - never
  container_name:
    description:
      - >-
        The container's name.
    type: str
    default: pulp
  conf_path:
    description:
      - >-
        The folder of this host that is mounted as C(/etc/pulp). It is made where it is missing.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=stopped).
      - >-
        Required with C(state=configured).
      - >-
        Required with C(state=current).
    type: path
  volumes:
    description:
      - >-
        Volumes by name, or folders of this host, and where the container sees them. The engine makes volumes that are missing.
    type: list
    elements: str
    default: ["pulp_storage:/var/lib/pulp","pulp_pgsql:/var/lib/pgsql","pulp_containers:/var/lib/containers"]
  network_mode:
    description:
      - >-
        C(host), C(bridge), or the name of a network.
    type: str
    default: host
  ports:
    description:
      - >-
        What is published on other networks than the host's, such as C(8080:80) or C(127.0.0.1:8080:80).
    type: list
    elements: str
  env:
    description:
      - >-
        More variables for the image. Whoever may talk to the engine sees them; they win over those of the options below. What is secret
        among them is hidden in results.
    type: dict
  restart_policy:
    description:
      - >-
        When the engine starts the container again. It is changed in place where the engine can.
    type: str
    default: unless-stopped
    choices:
      - "no"
      - on-failure
      - always
      - unless-stopped
  recreate:
    description:
      - >-
        C(always) replaces the container in any case, and also replaces or removes a container of the same name that this module did not
        make.
    type: str
    default: auto
    choices:
      - auto
      - always
  content_origin:
    description:
      - >-
        Where clients find the server, scheme, host and port.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=stopped).
      - >-
        Required with C(state=configured).
      - >-
        Required with C(state=current).
    type: str
  token_auth_disabled:
    description:
      - >-
        Whether the registry takes the login itself instead of giving out tokens.
    type: bool
    default: true
  analytics:
    description:
      - >-
        Whether Pulp tells its makers how it is used.
    type: bool
    default: false
  allowed_content_checksums:
    description:
      - >-
        The checksums Pulp may use, C(sha256) among them. Before a restart, those that its files lack are computed.
    type: list
    elements: str
  allowed_import_paths:
    description:
      - >-
        The folders of the container that may be imported from.
    type: list
    elements: str
  allowed_export_paths:
    description:
      - >-
        The folders of the container that may be exported to.
    type: list
    elements: str
  settings:
    description:
      - >-
        Other settings by name. As they may be secret, their values are shown neither in a diff nor among the module's arguments.
    type: dict
  tls_certificate:
    description:
      - >-
        The certificate the server shows, with those between it and its authority, as PEM text or as the path of a file of this host. With
        it the server speaks TLS.
    type: str
  tls_key:
    description:
      - >-
        The private key of C(tls_certificate), as PEM text or as the path of a file of this host.
    type: str
  workers:
    description:
      - >-
        How many tasks run at a time. By default as many as the host has CPUs, at least 2 and at most 6.
    type: int
  api_workers:
    description:
      - >-
        How many processes answer requests to the API. By default twice the CPUs and one, as far as the database's connections allow.
    type: int
  content_workers:
    description:
      - >-
        How many processes serve content. By default twice the CPUs and one, as far as the database's connections allow.
    type: int
  database_connections:
    description:
      - >-
        How many connections PostgreSQL takes.
    type: int
    default: 100
  login:
    description:
      - >-
        Whom to ask whether tasks run, before a server that runs is interrupted.
    type: dict
    suboptions:
      pulp_url:
        description:
          - >-
            Where the server answers, scheme, host and port, such as C(https://pulp.example.org). A path before C(/pulp/) may follow.
          - >-
            C(unix:/run/pulp.sock) talks to a socket of this host.
        type: str
        required: true
      username:
        description:
          - >-
            Who logs in. Leave it out with C(user_cert); an empty text where no login is needed.
        type: str
      password:
        description:
          - >-
            The password of C(username). It appears in no output.
        type: str
      validate_certs:
        description:
          - >-
            Whether the server's certificate is verified. C(false) accepts any, also an impostor's.
        type: bool
        default: true
      ca_cert:
        description:
          - >-
            The certificates that the server's must lead to, as the path of a PEM file or as PEM text. Those the host trusts by default.
        type: str
  running_tasks:
    description:
      - >-
        C(refuse) fails where a server with tasks that are not done would be interrupted. C(interrupt) goes on. The server is asked inside
        its container, then by C(login); one that can be asked nowhere is taken to be broken and is not spared, with a warning.
    type: str
    default: refuse
    choices:
      - refuse
      - interrupt
  free_bytes:
    description:
      - >-
        How much room the engine's disk must have before the first deployment and before an upgrade.
    type: int
    default: 5000000000
  unsupported_upgrade:
    description:
      - >-
        C(refuse) fails where Pulp does not support to go from the version that runs to that of C(image), and names the versions in between.
        C(allow) goes on.
    type: str
    default: refuse
    choices:
      - refuse
      - allow
  data_migrations:
    description:
      - >-
        What becomes of the data migrations that Pulp leaves to be done by hand after an upgrade, such as C(container-handle-image-data).
        C(name) warns and names them, C(run) does them once the new server is ready; they may take long. C(now) does them in this run,
        whether it upgrades or not: once, after an upgrade that only named them, since it does them each time and says changed.
    type: str
    default: name
    choices:
      - name
      - run
      - now
  ready_timeout:
    description:
      - >-
        How many seconds a server that was started or restarted may take until it answers at C(login). One that does not answer, or ends, is
        not left so: the container and the files before it are put back, and the message says whether it stays up. Without C(login) it must
        only stay up.
    type: int
    default: 300
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
- name: Run a Pulp server
  stackhpc.kayobe_modules.pulp_server:
    state: present
    image: docker.io/pulp/pulp:3.43.1
    conf_path: /opt/kayobe/containers/pulp
    content_origin: "{{ pulp_url }}"
    login:
      pulp_url: "{{ pulp_url }}"
      username: "{{ pulp_username }}"
      password: "{{ pulp_password }}"

- name: Run one with TLS that takes packages with older checksums
  stackhpc.kayobe_modules.pulp_server:
    state: present
    image: docker.io/pulp/pulp:3.43.1
    conf_path: /opt/kayobe/containers/pulp
    content_origin: https://pulp.example.org
    tls_certificate: /etc/pki/pulp.crt
    tls_key: /etc/pki/pulp.key
    allowed_content_checksums: [sha1, sha224, sha256, sha384, sha512]
    workers: 4
    running_tasks: interrupt

- name: Write the files for a container that something else runs
  stackhpc.kayobe_modules.pulp_server:
    state: configured
    conf_path: /opt/kayobe/containers/pulp
    content_origin: "{{ pulp_url }}"
'''

RETURN = r'''
---
container:
  description:
    - >-
      The container as the engine has it, or in check mode as it would be. Null for none.
  returned: >-
    success
  type: dict
  sample: {name: pulp, id: 4f2a9c1d0b7c, running: true, managed: true, image: "pulp/pulp:3.105", network_mode: host}
workers:
  description:
    - >-
      How many processes the server has for the API, for content and for tasks.
  returned: >-
    with C(state=present) or C(state=stopped)
  type: dict
  sample: {api: 9, content: 9, tasks: 4}
data_migrations:
  description:
    - >-
      The data migrations that Pulp wants to be run after an upgrade, each with command, description and whether it is done.
  returned: >-
    after an upgrade, and with C(data_migrations=now)
  type: list
  elements: dict
  contains:
    command:
      description:
        - >-
          What is run in the container.
      returned: >-
        success
      type: str
    description:
      description:
        - >-
          What it does.
      returned: >-
        success
      type: str
    done:
      description:
        - >-
          Whether it was run.
      returned: >-
        success
      type: bool
actions:
  description:
    - >-
      What was done, in this order.
  returned: >-
    with C(state)
  type: list
  elements: str
  sample: [write configuration, restart container]
pull:
  description:
    - >-
      The image that was pulled, its layers and how many bytes came.
  returned: >-
    when an image was pulled
  type: dict
  sample: {image: "pulp/pulp:3.105", layers: 22, bytes: 448142331, status: Download complete}
log:
  description:
    - >-
      The state of the container and the lines of its log that tell of a failure, or the last ones.
  returned: >-
    without C(state)
  type: str
  sample: "The container \u0027pulp\u0027 is running (exit code 0, 0 restarts). Its log is empty."
engine:
  description:
    - >-
      The engine, its version and the version of its API that was spoken.
  returned: >-
    success
  type: dict
  sample: {name: Docker, version: 20.10.24, api_version: "1.41"}
tasks:
  description:
    - >-
      Tasks that are not done.
  returned: >-
    when the server is not interrupted for them
  type: list
  elements: dict
  sample: [{name: pulp_rpm.app.tasks.synchronizing.synchronize, state: running}]
'''
