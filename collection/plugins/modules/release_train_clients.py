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
module: release_train_clients
short_description: >-
  Tell hosts where the release train's packages and images are
version_added: "0.1.0"
description:
  - >-
    Makes kayobe's variables for package repositories and the registry out of the lists that are published, so that what hosts use cannot
    differ from what is served.
  - >-
    Nothing is written, and without C(verify) nothing is asked of a server. Entries that are not C(required) are left out.
  - >-
    No password is in the answer. Where one belongs stands a reference to the variable that holds it, such as C({{
    stackhpc_repo_mirror_password }}). Written to a file of variables, Ansible resolves it where it is used; a task that uses the answer
    directly puts the password in itself.
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
    Give the connection once a play with C(module_defaults) for C(group/stackhpc.kayobe_modules.pulp), as the examples assume.
  - >-
    C(http_proxy), C(https_proxy) and C(no_proxy) of the environment are honoured. So are C(PULP_CA_BUNDLE), C(REQUESTS_CA_BUNDLE) and
    C(SSL_CERT_FILE).
  - >-
    Nothing has to be installed on the host that runs the task; usually that is C(localhost).
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
  ca_cert:
    description:
      - >-
        The certificates that the server's must lead to, as the path of a PEM file or as PEM text. Those the host trusts by default.
    type: str
  option_names:
    description:
      - >-
        What you call the options above, where variables fill them: names of options, each with the name that messages shall give advice
        with, such as C(password: pulp_password). The roles of this collection give it. Options of the entries of lists may stand there,
        too, such as C(remote_password).
    type: dict
  environment:
    description:
      - >-
        Which packages hosts use, such as C(development) or C(production): the distributions whose base path ends with it. Left out, all.
        Images have tags instead.
    type: str
  rpm:
    description:
      - >-
        Distributions of RPM packages, as the role pulp_distribution and the module distributions take them. Other keys than those below are
        overlooked.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution. Hosts call the repository so, without the environment.
        type: str
        required: true
      base_path:
        description:
          - >-
            The path that it is served at.
        type: str
      repository:
        description:
          - >-
            The name of the repository that is served.
        type: str
      distribution:
        description:
          - >-
            The name of another distribution in the list that is promoted to this one.
        type: str
      mode:
        description:
          - >-
            How a Debian repository is published. Published as C(simple), all packages are in the suite C(default) and the component C(all).
        type: str
        choices:
          - structured
          - simple
          - simple_and_structured
          - verbatim
      state:
        description:
          - >-
            What is absent is removed from hosts with dnf, and left out for others.
        type: str
        default: present
        choices:
          - present
          - absent
      required:
        description:
          - >-
            Whether it takes part.
        type: bool
        default: true
  deb:
    description:
      - >-
        Distributions of Debian packages, likewise.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution. Hosts call the repository so, without the environment.
        type: str
        required: true
      base_path:
        description:
          - >-
            The path that it is served at.
        type: str
      repository:
        description:
          - >-
            The name of the repository that is served.
        type: str
      distribution:
        description:
          - >-
            The name of another distribution in the list that is promoted to this one.
        type: str
      mode:
        description:
          - >-
            How a Debian repository is published. Published as C(simple), all packages are in the suite C(default) and the component C(all).
        type: str
        choices:
          - structured
          - simple
          - simple_and_structured
          - verbatim
      state:
        description:
          - >-
            What is absent is removed from hosts with dnf, and left out for others.
        type: str
        default: present
        choices:
          - present
          - absent
      required:
        description:
          - >-
            Whether it takes part.
        type: bool
        default: true
  container:
    description:
      - >-
        Distributions of container images, likewise.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution. Hosts call the repository so, without the environment.
        type: str
        required: true
      base_path:
        description:
          - >-
            The path that it is served at.
        type: str
      repository:
        description:
          - >-
            The name of the repository that is served.
        type: str
      distribution:
        description:
          - >-
            The name of another distribution in the list that is promoted to this one.
        type: str
      mode:
        description:
          - >-
            How a Debian repository is published. Published as C(simple), all packages are in the suite C(default) and the component C(all).
        type: str
        choices:
          - structured
          - simple
          - simple_and_structured
          - verbatim
      state:
        description:
          - >-
            What is absent is removed from hosts with dnf, and left out for others.
        type: str
        default: present
        choices:
          - present
          - absent
      required:
        description:
          - >-
            Whether it takes part.
        type: bool
        default: true
  deb_repositories:
    description:
      - >-
        The repositories that C(deb) serves, as the role pulp_repository and the module repositories take them. Other keys than those below
        are overlooked.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the repository.
        type: str
        required: true
      distributions:
        description:
          - >-
            The suites that are synced, as a list or a text with blanks between them.
        type: list
        elements: str
      components:
        description:
          - >-
            The components that are synced, likewise.
        type: list
        elements: str
      architectures:
        description:
          - >-
            The architectures that are synced, likewise.
        type: list
        elements: str
  client_url:
    description:
      - >-
        Where hosts reach the server, if it is not where C(pulp_url) says: scheme, host and port, such as of an authenticating proxy.
    type: str
  content_path:
    description:
      - >-
        The path that base paths lie below. Left out, C(/pulp/content), and below it C(pulp_domain) where one is given.
    type: str
  repository_username:
    description:
      - >-
        Who reads packages. Left out, packages are read without a login.
    type: str
  repository_password_variable:
    description:
      - >-
        The name of the variable that holds the password for C(repository_username).
    type: str
    default: stackhpc_repo_mirror_password
  registry_username:
    description:
      - >-
        Who pulls images. Left out, images are pulled without a login.
    type: str
  registry_password_variable:
    description:
      - >-
        The name of the variable that holds the password for C(registry_username).
    type: str
    default: stackhpc_docker_registry_password
  dnf_defaults:
    description:
      - >-
        What every repository of dnf gets beside its URL: C(description), C(file), C(enabled), C(gpgkey), C(gpgcheck), C(gpgcakey),
        C(repo_gpgcheck), C(cost), C(priority), C(exclude), C(includepkgs), C(metadata_expire), C(proxy), C(sslverify).
    type: dict
  dnf_overrides:
    description:
      - >-
        The same for some, by the name of the distribution with or without the environment; and C(id), what hosts call the repository.
    type: dict
  apt_defaults:
    description:
      - >-
        What every repository of apt gets beside its URL: C(types), C(suites), C(components), C(architecture), C(signed_by), C(trusted),
        C(name).
    type: dict
  apt_overrides:
    description:
      - >-
        The same for some, by the name of the distribution with or without the environment.
    type: dict
  verify:
    description:
      - >-
        Whether to look if the server serves all of it, at these paths. In check mode, what it does not serve is a warning.
    type: bool
    default: false
'''

EXAMPLES = r'''
---
- name: Tell hosts what is served for production
  stackhpc.kayobe_modules.release_train_clients:
    pulp_url: https://pulp.example.org
    environment: production
    rpm: "{{ stackhpc_pulp_distribution_rpm_development + stackhpc_pulp_distribution_rpm_production }}"
    deb: "{{ stackhpc_pulp_distribution_deb_development + stackhpc_pulp_distribution_deb_production }}"
    deb_repositories: "{{ stackhpc_pulp_repository_deb_repos }}"
    container: "{{ stackhpc_pulp_distribution_container }}"
    repository_username: reader
    dnf_overrides:
      rocky-9-baseos:
        id: baseos
        gpgkey: file:///etc/pki/rpm-gpg/RPM-GPG-KEY-Rocky-9
        gpgcheck: true
  register: clients

- name: Write it where kayobe reads it
  ansible.builtin.copy:
    dest: "{{ kayobe_config_path }}/release-train-clients.yml"
    mode: "0640"
    content: "{{ variables | to_nice_yaml }}"
  vars:
    variables:
      stackhpc_dnf_repos: "{{ clients.dnf_custom_repos }}"
      stackhpc_apt_repositories: "{{ clients.apt_repositories }}"
      stackhpc_apt_auth: "{{ clients.apt_auth }}"

- name: Require that the server serves what hosts are told
  stackhpc.kayobe_modules.release_train_clients:
    pulp_url: https://pulp.example.org
    username: admin
    password: "{{ pulp_password }}"
    client_url: http://localhost
    environment: development
    rpm: "{{ stackhpc_pulp_distribution_rpm_development }}"
    verify: true

- name: See which images are served, and what pulls them
  stackhpc.kayobe_modules.release_train_clients:
    pulp_url: https://pulp.example.org
    container: "{{ stackhpc_pulp_distribution_container }}"
    registry_username: puller
  register: images
'''

RETURN = r'''
---
dnf_custom_repos:
  description:
    - >-
      Repositories of dnf by their ids, as kayobe's variable of this name.
  returned: >-
    success
  type: dict
  sample: {rocky-9-baseos: {baseurl: "https://pulp.example.org/pulp/content/rocky/9/BaseOS/x86_64/os/production", enabled: true,
    file: rocky-9-baseos}}
apt_repositories:
  description:
    - >-
      Repositories of apt, as kayobe's variable of this name.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{url: "https://pulp.example.org/pulp/content/ubuntu/noble/production", suites: noble noble-updates, components: main universe,
    architecture: amd64}]
apt_auth:
  description:
    - >-
      The login of apt, as kayobe's variable of this name. The password is a reference to the variable that holds it.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{machine: "https://pulp.example.org", login: reader, password: "{{ stackhpc_repo_mirror_password }}", filename: kayobe.conf}]
registry:
  description:
    - >-
      C(docker_registry), C(docker_registry_insecure), C(kolla_docker_registry) and, with C(registry_username),
      C(kolla_docker_registry_username) and C(kolla_docker_registry_password), as the variables of kayobe and kolla-ansible of these names.
  returned: >-
    success
  type: dict
  sample: {docker_registry: pulp.example.org, docker_registry_insecure: false, kolla_docker_registry: pulp.example.org}
container_images:
  description:
    - >-
      The images that are served, as clients name them, without tags.
  returned: >-
    success
  type: list
  elements: str
  sample: [pulp.example.org/stackhpc/nova-compute]
'''
