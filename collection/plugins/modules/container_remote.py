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
module: container_remote
short_description: >-
  Manage container remotes
version_added: "0.1.0"
description:
  - >-
    Where an image comes from: a registry, and the name it has there.
  - >-
    A removal leaves repositories and what they hold alone.
  - >-
    Without C(state) it only asks. With what identifies the container remote it reads that one, and answers null if there is none. Without
    that it lists all.
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
    Give the connection once a play with C(module_defaults) for C(group/stackhpc.kayobe_modules.pulp), as the examples assume.
  - >-
    C(http_proxy), C(https_proxy) and C(no_proxy) of the environment are honoured. So are C(PULP_CA_BUNDLE), C(REQUESTS_CA_BUNDLE) and
    C(SSL_CERT_FILE).
  - >-
    Nothing has to be installed on the host that runs the task; usually that is C(localhost).
seealso:
  - module: stackhpc.kayobe_modules.container_content
  - module: stackhpc.kayobe_modules.container_distribution
  - module: stackhpc.kayobe_modules.container_image_info
  - module: stackhpc.kayobe_modules.container_image_push
  - module: stackhpc.kayobe_modules.container_image_scan
  - module: stackhpc.kayobe_modules.container_image_secrets
  - module: stackhpc.kayobe_modules.container_namespace
  - module: stackhpc.kayobe_modules.container_pull_through_distribution
  - module: stackhpc.kayobe_modules.container_pull_through_remote
  - module: stackhpc.kayobe_modules.container_push_repository
  - module: stackhpc.kayobe_modules.container_repository
  - module: stackhpc.kayobe_modules.container_sync
  - module: stackhpc.kayobe_modules.container_tag
options:
  pulp_url:
    description:
      - >-
        Where the server answers, scheme, host and port, such as C(https://pulp.example.org). A path before C(/pulp/) may follow.
      - >-
        C(unix:/run/pulp.sock) talks to a socket of this host.
      - >-
        Left out, the environment variable C(SQUEEZER_PULP_URL) of the module's process is used.
    type: str
    required: true
  pulp_domain:
    description:
      - >-
        The domain that is worked in, where the server has domains (C(DOMAIN_ENABLED)); C(default) where none is given. It may also stand in
        C(pulp_url), as in C(https://pulp.example.org/pulp/mydomain/).
    type: str
  username:
    description:
      - >-
        Who logs in. Leave it out with C(user_cert); an empty text where no login is needed.
      - >-
        Left out, the environment variable C(SQUEEZER_USERNAME) of the module's process is used.
    type: str
  password:
    description:
      - >-
        The password of C(username). It appears in no output.
      - >-
        Left out, the environment variable C(SQUEEZER_PASSWORD) of the module's process is used.
    type: str
  validate_certs:
    description:
      - >-
        Whether the server's certificate is verified. C(false) accepts any, also an impostor's.
      - >-
        Left out, the environment variable C(SQUEEZER_VALIDATE_CERTS) of the module's process is used.
    type: bool
    default: true
  refresh_api_cache:
    description:
      - >-
        Accepted for playbooks written for pulp.squeezer, without effect. No description of the API is cached.
    type: bool
    default: false
  timeout:
    description:
      - >-
        How many seconds a task of the server may take before the module gives up waiting for it. The task itself goes on, and the message
        names it. 0 waits for ever.
    type: int
    default: 3600
  user_cert:
    description:
      - >-
        A client certificate to log in with, as PEM text or as the path of a PEM file.
    type: str
  user_key:
    description:
      - >-
        The private key of C(user_cert), as PEM text or as the path of a PEM file. Not needed where the file of the certificate holds both.
    type: str
  pulp_ca_cert:
    description:
      - >-
        The certificates that the certificate of C(pulp_url) must lead to, as the path of a PEM file or as PEM text. It is called C(ca_cert)
        in modules where that name is not taken by an option of the remote.
    type: str
  option_names:
    description:
      - >-
        What you call the options above, where variables fill them: names of options, each with the name that messages shall give advice
        with, such as C(password: pulp_password). The roles of this collection give it. Options of the entries of lists may stand there,
        too, such as C(remote_password).
    type: dict
  state:
    description:
      - >-
        C(present) makes sure that it is there and has what the other options say, C(absent) that it is not there. Left out, nothing is
        changed.
    type: str
    choices:
      - present
      - absent
  name:
    description:
      - >-
        The name of the container remote. It cannot be changed.
      - >-
        Required with C(state=present).
      - >-
        Required with C(state=absent).
    type: str
  url:
    description:
      - >-
        The address content is fetched from.
      - >-
        Pulp wants it for a new object.
    type: str
  headers:
    description:
      - >-
        HTTP headers for each request to the upstream, as a list of dictionaries of one name and value each. They replace all that are
        there. What is secret among them, such as C(Authorization), is hidden in results.
    type: list
    elements: dict
  remote_username:
    description:
      - >-
        The user name the upstream wants.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Pulp never gives it back. From pulpcore 3.90 on the server itself tells whether it is a new value, and check mode takes it to be the
        same if one is set. With older servers each run that gives it reports a change, in check mode too; remotes have C(secrets_marker)
        against that.
    type: str
  remote_password:
    description:
      - >-
        The password the upstream wants.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Pulp never gives it back. From pulpcore 3.90 on the server itself tells whether it is a new value, and check mode takes it to be the
        same if one is set. With older servers each run that gives it reports a change, in check mode too; remotes have C(secrets_marker)
        against that.
    type: str
  ca_cert:
    description:
      - >-
        The certificates that the upstream's must lead to, as PEM text. A newline at its end does not count as a change.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
  client_cert:
    description:
      - >-
        The certificate Pulp shows to the upstream, as PEM text.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
  client_key:
    description:
      - >-
        The private key of C(client_cert), as PEM text.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Pulp never gives it back. From pulpcore 3.90 on the server itself tells whether it is a new value, and check mode takes it to be the
        same if one is set. With older servers each run that gives it reports a change, in check mode too; remotes have C(secrets_marker)
        against that.
    type: str
  tls_validation:
    description:
      - >-
        Whether Pulp verifies the upstream's certificate.
    type: bool
  proxy_url:
    description:
      - >-
        The proxy on the way to the upstream, such as C(http://proxy.example.org:3128), without a login.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: str
  proxy_username:
    description:
      - >-
        The user name the proxy wants.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Pulp never gives it back. From pulpcore 3.90 on the server itself tells whether it is a new value, and check mode takes it to be the
        same if one is set. With older servers each run that gives it reports a change, in check mode too; remotes have C(secrets_marker)
        against that.
    type: str
  proxy_password:
    description:
      - >-
        The password the proxy wants.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Pulp never gives it back. From pulpcore 3.90 on the server itself tells whether it is a new value, and check mode takes it to be the
        same if one is set. With older servers each run that gives it reports a change, in check mode too; remotes have C(secrets_marker)
        against that.
    type: str
  download_concurrency:
    description:
      - >-
        How many files Pulp downloads at once. At least 1.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: int
  rate_limit:
    description:
      - >-
        How many requests per second each of the concurrent downloads may make.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: int
  total_timeout:
    description:
      - >-
        Seconds one download may take altogether, 0 for no limit.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: float
  connect_timeout:
    description:
      - >-
        Seconds until a connection is there, the wait for a free one included. 0 for no limit.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: float
  sock_connect_timeout:
    description:
      - >-
        Seconds until a new connection to the upstream is made, 0 for no limit.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: float
  sock_read_timeout:
    description:
      - >-
        Seconds the upstream may be silent during a download, 0 for no limit.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: float
  max_retries:
    description:
      - >-
        How often a failed download is tried again.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
    type: int
  pulp_labels:
    description:
      - >-
        Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
    type: dict
  policy:
    description:
      - >-
        When files are downloaded. C(immediate) at the sync, C(on_demand) at a client's first request, after which they are kept,
        C(streamed) at each request, without being kept.
    type: str
    choices:
      - immediate
      - on_demand
      - streamed
  upstream_name:
    description:
      - >-
        The name of the image at the registry, such as C(openstack.kolla/nova-api).
      - >-
        Required with C(state=present).
    type: str
  include_tags:
    description:
      - >-
        The tags that are synced; C(*) stands for any text. They replace the list that is there. An empty list or text unsets it, for all
        tags. From pulp_container 2.28 on also digests, such as C(sha256:0123).
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Newer servers call it C(includes); either name works with any server, and results have this one as well.
    type: list
    elements: str
    aliases:
      - includes
  exclude_tags:
    description:
      - >-
        The tags that are left out, after C(include_tags); C(*) stands for any text.
      - >-
        An empty string unsets it. Leaving it out keeps what is there.
      - >-
        Newer servers call it C(excludes); either name works with any server, and results have this one as well.
    type: list
    elements: str
    aliases:
      - excludes
  sigstore:
    description:
      - >-
        The address of the store of the signatures of the images.
    type: str
  secrets_marker:
    description:
      - >-
        Whether a digest of each secret is kept in a label of the remote (C(kayobe_modules_secrets), which results do not show), so that a
        second run with the same secrets is unchanged with servers before pulpcore 3.90, too. Newer servers tell by themselves, and get no
        label. Needs C(secrets_marker_key).
    type: bool
    default: false
  secrets_marker_key:
    description:
      - >-
        What the digests of C(secrets_marker) are made with, a text of 16 characters or more that only you know and that is the same in each
        run. It is stored nowhere; with another key each secret is sent once more.
    type: str
'''

EXAMPLES = r'''
---
- name: Follow an upstream
  stackhpc.kayobe_modules.container_remote:
    name: kolla/nova-api
    url: https://quay.io
    upstream_name: openstack.kolla/nova-api
    include_tags: [2024.1-rocky-9]
    policy: on_demand
    state: present

- name: Follow it with a login, a few requests at a time
  stackhpc.kayobe_modules.container_remote:
    name: kolla/nova-api
    url: https://quay.io
    upstream_name: openstack.kolla/nova-api
    include_tags: [2024.1-rocky-9]
    remote_username: "{{ upstream_username }}"
    remote_password: "{{ upstream_password }}"
    download_concurrency: 4
    state: present

- name: Follow it without a login and without a proxy again
  stackhpc.kayobe_modules.container_remote:
    name: kolla/nova-api
    url: https://quay.io
    upstream_name: openstack.kolla/nova-api
    remote_username: ""
    remote_password: ""
    proxy_url: ""
    state: present

- name: List all
  stackhpc.kayobe_modules.container_remote: {}
  register: remotes
'''

RETURN = r'''
---
remote:
  description:
    - >-
      The container remote as it is now, or in check mode would be; null if there is none. Secrets are only named in C(hidden_fields).
  returned: >-
    with C(name)
  type: dict
  sample: {name: os-base, url: "https://mirror.example.org/os/", policy: on_demand, download_concurrency: 4}
  contains:
    pulp_href:
      description:
        - >-
          Its address in Pulp's API.
      returned: >-
        where the server has it
      type: str
    name:
      description:
        - >-
          The name of the container remote.
      returned: >-
        where the server has it
      type: str
    url:
      description:
        - >-
          The address content is fetched from.
      returned: >-
        where the server has it
      type: str
    headers:
      description:
        - >-
          HTTP headers for each request to the upstream, as a list of dictionaries of one name and value each.
      returned: >-
        where the server has it
      type: list
      elements: dict
    ca_cert:
      description:
        - >-
          The certificates that the upstream's must lead to, as PEM text.
      returned: >-
        where the server has it
      type: str
    client_cert:
      description:
        - >-
          The certificate Pulp shows to the upstream, as PEM text.
      returned: >-
        where the server has it
      type: str
    tls_validation:
      description:
        - >-
          Whether Pulp verifies the upstream's certificate.
      returned: >-
        where the server has it
      type: bool
    proxy_url:
      description:
        - >-
          The proxy on the way to the upstream, such as C(http://proxy.example.org:3128), without a login.
      returned: >-
        where the server has it
      type: str
    download_concurrency:
      description:
        - >-
          How many files Pulp downloads at once.
      returned: >-
        where the server has it
      type: int
    rate_limit:
      description:
        - >-
          How many requests per second each of the concurrent downloads may make.
      returned: >-
        where the server has it
      type: int
    total_timeout:
      description:
        - >-
          Seconds one download may take altogether, 0 for no limit.
      returned: >-
        where the server has it
      type: float
    connect_timeout:
      description:
        - >-
          Seconds until a connection is there, the wait for a free one included.
      returned: >-
        where the server has it
      type: float
    sock_connect_timeout:
      description:
        - >-
          Seconds until a new connection to the upstream is made, 0 for no limit.
      returned: >-
        where the server has it
      type: float
    sock_read_timeout:
      description:
        - >-
          Seconds the upstream may be silent during a download, 0 for no limit.
      returned: >-
        where the server has it
      type: float
    max_retries:
      description:
        - >-
          How often a failed download is tried again.
      returned: >-
        where the server has it
      type: int
    pulp_labels:
      description:
        - >-
          Labels as a dictionary of texts.
      returned: >-
        where the server has it
      type: dict
    policy:
      description:
        - >-
          When files are downloaded.
      returned: >-
        where the server has it
      type: str
    upstream_name:
      description:
        - >-
          The name of the image at the registry, such as C(openstack.kolla/nova-api).
      returned: >-
        where the server has it
      type: str
    include_tags:
      description:
        - >-
          The tags that are synced; C(*) stands for any text.
      returned: >-
        where the server has it
      type: list
      elements: str
    exclude_tags:
      description:
        - >-
          The tags that are left out, after C(include_tags); C(*) stands for any text.
      returned: >-
        where the server has it
      type: list
      elements: str
    sigstore:
      description:
        - >-
          The address of the store of the signatures of the images.
      returned: >-
        where the server has it
      type: str
remotes:
  description:
    - >-
      All there are of this type.
  returned: >-
    without C(name)
  type: list
  elements: dict
  sample: [{name: os-base, url: "https://mirror.example.org/os/", policy: on_demand, download_concurrency: 4}]
  contains:
    pulp_href:
      description:
        - >-
          Its address in Pulp's API.
      returned: >-
        where the server has it
      type: str
    name:
      description:
        - >-
          The name of the container remote.
      returned: >-
        where the server has it
      type: str
    url:
      description:
        - >-
          The address content is fetched from.
      returned: >-
        where the server has it
      type: str
    headers:
      description:
        - >-
          HTTP headers for each request to the upstream, as a list of dictionaries of one name and value each.
      returned: >-
        where the server has it
      type: list
      elements: dict
    ca_cert:
      description:
        - >-
          The certificates that the upstream's must lead to, as PEM text.
      returned: >-
        where the server has it
      type: str
    client_cert:
      description:
        - >-
          The certificate Pulp shows to the upstream, as PEM text.
      returned: >-
        where the server has it
      type: str
    tls_validation:
      description:
        - >-
          Whether Pulp verifies the upstream's certificate.
      returned: >-
        where the server has it
      type: bool
    proxy_url:
      description:
        - >-
          The proxy on the way to the upstream, such as C(http://proxy.example.org:3128), without a login.
      returned: >-
        where the server has it
      type: str
    download_concurrency:
      description:
        - >-
          How many files Pulp downloads at once.
      returned: >-
        where the server has it
      type: int
    rate_limit:
      description:
        - >-
          How many requests per second each of the concurrent downloads may make.
      returned: >-
        where the server has it
      type: int
    total_timeout:
      description:
        - >-
          Seconds one download may take altogether, 0 for no limit.
      returned: >-
        where the server has it
      type: float
    connect_timeout:
      description:
        - >-
          Seconds until a connection is there, the wait for a free one included.
      returned: >-
        where the server has it
      type: float
    sock_connect_timeout:
      description:
        - >-
          Seconds until a new connection to the upstream is made, 0 for no limit.
      returned: >-
        where the server has it
      type: float
    sock_read_timeout:
      description:
        - >-
          Seconds the upstream may be silent during a download, 0 for no limit.
      returned: >-
        where the server has it
      type: float
    max_retries:
      description:
        - >-
          How often a failed download is tried again.
      returned: >-
        where the server has it
      type: int
    pulp_labels:
      description:
        - >-
          Labels as a dictionary of texts.
      returned: >-
        where the server has it
      type: dict
    policy:
      description:
        - >-
          When files are downloaded.
      returned: >-
        where the server has it
      type: str
    upstream_name:
      description:
        - >-
          The name of the image at the registry, such as C(openstack.kolla/nova-api).
      returned: >-
        where the server has it
      type: str
    include_tags:
      description:
        - >-
          The tags that are synced; C(*) stands for any text.
      returned: >-
        where the server has it
      type: list
      elements: str
    exclude_tags:
      description:
        - >-
          The tags that are left out, after C(include_tags); C(*) stands for any text.
      returned: >-
        where the server has it
      type: list
      elements: str
    sigstore:
      description:
        - >-
          The address of the store of the signatures of the images.
      returned: >-
        where the server has it
      type: str
'''
