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
module: pulp_auth_proxy
short_description: >-
  Run a proxy that adds a login to requests for packages and images
version_added: "0.1.0"
description:
  - >-
    Runs nginx in a container of Docker or Podman that reads from a Pulp server with a login and answers on this host without one, so that
    image builds can install packages without holding credentials.
  - >-
    Only C(GET) and C(HEAD) on the allowed paths are passed on. Whoever reaches the proxy reads with its login, which is why it listens on a
    loopback address unless told otherwise.
  - >-
    The module talks to the engine itself and runs on the engine's host. It writes the configuration and the login to C(conf_path), which
    only its owner can read; the login is in no result, diff, process list, environment, label, or output of C(docker inspect).
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
  - module: stackhpc.kayobe_modules.pulp_export
  - module: stackhpc.kayobe_modules.pulp_exporter
  - module: stackhpc.kayobe_modules.pulp_import
  - module: stackhpc.kayobe_modules.pulp_importer
  - module: stackhpc.kayobe_modules.pulp_server
options:
  state:
    description:
      - >-
        C(present) for a proxy that runs and answers, C(stopped) for one that is ready to be started, C(absent) for none. Leave it out for a
        report.
    type: str
    choices:
      - present
      - stopped
      - absent
  url:
    description:
      - >-
        Where the Pulp server answers, such as C(https://pulp.example.org). Its path, if any, comes before all others.
      - >-
        This or its alternative is required with C(state=present).
      - >-
        This or its alternative is required with C(state=stopped).
    type: str
  username:
    description:
      - >-
        Who reads from the server.
    type: str
  password:
    description:
      - >-
        The user's password.
    type: str
  ca_cert:
    description:
      - >-
        The certificates that the server's must lead to, as a PEM file of this host or as PEM text. Those this host trusts by default.
    type: str
  validate_certs:
    description:
      - >-
        Whether the server's certificate is verified.
    type: bool
    default: true
  allow:
    description:
      - >-
        What may be read, as C(content) (C(/pulp/content/)), C(registry) (C(/v2/) and what images need beside it), C(pypi) (C(/pypi/)),
        C(api) (C(/pulp/api/)), or a path. A path with a slash at its end stands for all below it.
    type: list
    elements: str
    default: ["content","registry"]
  registry_tokens:
    description:
      - >-
        The server's registry gives out tokens instead of taking the login itself. Its clients are then sent to the proxy for tokens, and
        the tokens are passed on; nothing else of a client's own login ever is.
    type: bool
    default: false
  ready_path:
    description:
      - >-
        A path of the server that needs the login. The proxy asks for it to know whether the login is taken.
    type: str
    default: "/pulp/api/v3/repositories/?limit=1\u0026fields=pulp_href"
  upstreams:
    description:
      - >-
        More servers, or all of them when C(url) is left out. Each has a path under the proxy or a port of its own.
      - >-
        This or its alternative is required with C(state=present).
      - >-
        This or its alternative is required with C(state=stopped).
    type: list
    elements: dict
    suboptions:
      url:
        description:
          - >-
            Where the Pulp server answers, such as C(https://pulp.example.org). Its path, if any, comes before all others.
        type: str
        required: true
      username:
        description:
          - >-
            Who reads from the server.
        type: str
      password:
        description:
          - >-
            The user's password.
        type: str
      prefix:
        description:
          - >-
            Where the server's paths hang under the proxy. C(/ark) makes C(/ark/pulp/content/) of its C(/pulp/content/). Clients of
            registries cannot be given a prefix; give those servers a C(listen_port).
        type: str
      listen_port:
        description:
          - >-
            The port where the proxy answers.
        type: int
      ca_cert:
        description:
          - >-
            The certificates that the server's must lead to, as a PEM file of this host or as PEM text. Those this host trusts by default.
        type: str
      validate_certs:
        description:
          - >-
            Whether the server's certificate is verified.
        type: bool
      allow:
        description:
          - >-
            What may be read, as C(content) (C(/pulp/content/)), C(registry) (C(/v2/) and what images need beside it), C(pypi) (C(/pypi/)),
            C(api) (C(/pulp/api/)), or a path. A path with a slash at its end stands for all below it.
        type: list
        elements: str
      registry_tokens:
        description:
          - >-
            The server's registry gives out tokens instead of taking the login itself. Its clients are then sent to the proxy for tokens,
            and the tokens are passed on; nothing else of a client's own login ever is.
        type: bool
      ready_path:
        description:
          - >-
            A path of the server that needs the login. The proxy asks for it to know whether the login is taken.
        type: str
  conf_path:
    description:
      - >-
        A folder of this host for the configuration. It is made, closed to all but its owner, and mounted into the container.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=stopped).
    type: path
  listen_ip:
    description:
      - >-
        The address of this host where the proxy answers.
    type: str
    default: "127.0.0.1"
  listen_port:
    description:
      - >-
        The port where the proxy answers.
    type: int
    default: 80
  allow_external:
    description:
      - >-
        Agrees to a C(listen_ip) that is not a loopback address.
    type: bool
    default: false
  resolvers:
    description:
      - >-
        The DNS servers asked for the upstream's name, again and again. Those of this host by default. Names in C(/etc/hosts) and names
        without a dot are looked up when the module runs.
    type: list
    elements: str
  network_mode:
    description:
      - >-
        C(host), C(bridge), or the name of a network. C(host) when the engine has no bridge network, else C(bridge).
    type: str
  image:
    description:
      - >-
        An image with nginx, by tag or by digest.
    type: str
    default: "nginx:stable-alpine"
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
    default: pulp_proxy
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
        C(auto) replaces the container only when it differs in what an engine cannot change. C(always) replaces it in any case, and also
        replaces or removes a container of the same name that this module did not make.
    type: str
    default: auto
    choices:
      - auto
      - always
  timeout:
    description:
      - >-
        Seconds to wait until the proxy answers and the server takes the login.
    type: int
    default: 60
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
- name: Let image builds on this host read from the release server
  stackhpc.kayobe_modules.pulp_auth_proxy:
    state: present
    url: https://ark.example.org
    username: "{{ stackhpc_repo_mirror_username }}"
    password: "{{ stackhpc_repo_mirror_password }}"
    conf_path: /opt/kayobe/containers/pulp_proxy

- name: Read from two servers, a registry among them
  stackhpc.kayobe_modules.pulp_auth_proxy:
    state: present
    conf_path: /opt/kayobe/containers/pulp_proxy
    network_mode: host
    image: nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000
    upstreams:
      - url: https://ark.example.org
        username: reader
        password: "{{ ark_password }}"
        allow: content
        prefix: /ark
      - url: https://pulp.example.org
        username: reader
        password: "{{ pulp_password }}"
        allow: registry
        listen_port: 5001
        ca_cert: /etc/pki/pulp.pem

- name: Remove the proxy and its configuration
  stackhpc.kayobe_modules.pulp_auth_proxy:
    state: absent
    conf_path: /opt/kayobe/containers/pulp_proxy
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
  sample: {name: pulp_proxy, id: 4f2a9c1d0b7c, running: true, managed: true, image: "nginx:stable-alpine", network_mode: host}
urls:
  description:
    - >-
      Where the proxy answers.
  returned: >-
    success
  type: list
  elements: str
  sample: ["http://127.0.0.1:18080"]
actions:
  description:
    - >-
      What was done, in this order.
  returned: >-
    with C(state)
  type: list
  elements: str
  sample: [write configuration, reload configuration]
pull:
  description:
    - >-
      The image that was pulled, its layers and how many bytes came.
  returned: >-
    when an image was pulled
  type: dict
  sample: {image: "nginx:stable-alpine", layers: 22, bytes: 448142331, status: Download complete}
engine:
  description:
    - >-
      The engine, its version and the version of its API that was spoken.
  returned: >-
    success
  type: dict
  sample: {name: Docker, version: 20.10.24, api_version: "1.41"}
reason:
  description:
    - >-
      Why the proxy is not ready. C(proxy_down), C(reload_unfinished), C(upstream_unreachable), C(tls) or C(login_refused).
  returned: >-
    when the proxy is not ready
  type: str
  sample: login_refused
log:
  description:
    - >-
      The last lines of the container's log.
  returned: >-
    when the proxy is not ready
  type: list
  elements: str
  sample: ["2026/11/26 18:11:04 [error] 7#7: connect() failed (111: Connection refused) while connecting to upstream"]
'''
