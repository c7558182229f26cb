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
module: repositories
short_description: >-
  Manage repositories with their remotes as whole lists
version_added: "0.1.0"
description:
  - >-
    Makes repositories and their remotes, named as they are with C(-remote) at the end, and syncs them, as many at once as the server can.
  - >-
    Everything is read in few requests and checked before anything is written; all that is wrong is told at once. In check mode it tells
    what each entry would do, and asks the upstreams whether a sync would bring anything.
  - >-
    What check mode compares with the latest version, of images the tags and what they lead to; of Debian archives the Release files; of
    files PULP_MANIFEST; of RPM repositories the packages, advisories, modules and package groups, and of a complete mirror C(repomd.xml)
    itself, which Pulp tells only where a distribution serves it. Where it cannot be known, as with Python, the message of the entry says
    why.
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
  concurrency:
    description:
      - >-
        How many entries are worked on at once. C(auto) looks at how many workers the server has.
    type: str
    default: auto
  retries:
    description:
      - >-
        How often entries are tried again whose failure may pass, such as a sync that failed or an answer that the server is busy. A wrong
        login is not tried again.
    type: int
    default: 3
  on_abort:
    description:
      - >-
        What becomes of the tasks of the server when the run is stopped. C(leave) lets them go on, C(cancel) cancels them.
    type: str
    default: leave
    choices:
      - leave
      - cancel
  show_results:
    description:
      - >-
        What C(results) holds. With C(short), each entry, those that are as they were without C(task) and C(seconds) and what is null; where
        entries fail, only those. With C(all), each entry in full in any case, as C(report_file) has them.
    type: str
    default: short
    choices:
      - short
      - all
  strict:
    description:
      - >-
        Whether each warning about the lists or about an upstream is an error, found before anything is written. Without it, entries of one
        name or one base path are worked off as if one after another, so that the last has the last word, and one warning names both and
        what differs. Other warnings are of filters that fit nothing upstream, repositories to be removed that are still served, numbers
        that were meant as texts, and keys but for a slip of the pen.
    type: bool
    default: false
  progress_file:
    description:
      - >-
        Where progress is written, one JSON object a line and without secrets; C(kayobe-modules watch) shows it. Left out, a file below
        C($XDG_STATE_HOME), C($XDG_RUNTIME_DIR) or C(~/.local/state), in a folder that is closed to others. An empty string writes none.
    type: path
  report_file:
    description:
      - >-
        A file for a report of the run, as Markdown, or as JSON if its name ends in C(.json).
    type: path
  sync:
    description:
      - >-
        Whether repositories are synced.
    type: bool
    default: true
  preflight:
    description:
      - >-
        Whether each upstream is asked once, with the login of the entries, before anything is written for them. If it refuses the login,
        nothing is written: no remote gets a login that does not work. Whatever else seems wrong from here is a doubt, which the first sync
        from there decides. Check mode asks, too, and warns. Each entry that is synced is asked for, too, whether its upstream has the tags,
        distributions, components and architectures that it names; a warning tells which of them fit nothing.
    type: bool
    default: true
  on_push_repository:
    description:
      - >-
        What to do about a repository made by a push that has the name of one to be created. C(delete) removes it with its images.
        C(migrate) makes it an ordinary one where the server can, from pulp_container 2.29 on.
    type: str
    default: fail
    choices:
      - fail
      - delete
      - migrate
  secrets_marker:
    description:
      - >-
        Whether a digest of each secret of a remote is kept in a label of it (C(kayobe_modules_secrets), which results do not show), so that
        a second run with the same secrets is unchanged with servers before pulpcore 3.90, too. Newer servers tell by themselves, and get no
        label. Needs C(secrets_marker_key).
    type: bool
    default: false
  secrets_marker_key:
    description:
      - >-
        What the digests of C(secrets_marker) are made with, a text of 16 characters or more that only you know and that is the same in each
        run. It is stored nowhere; with another key each secret is sent once more.
    type: str
  container:
    description:
      - >-
        Repositories of container images. An entry with C(url) has a remote.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the repository.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the repository and its remote shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      description:
        description:
          - >-
            A text for people.
        type: str
      remote:
        description:
          - >-
            The name of the remote that a sync takes when it is given none. An empty string unties it.
        type: str
      retain_repo_versions:
        description:
          - >-
            How many versions are kept; Pulp removes older ones by itself. Unset, all are. At least 1.
        type: int
      retain_checkpoints:
        description:
          - >-
            How many publications that are checkpoints are kept. Unset, all are. At least 1.
        type: int
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      manifest_signing_service:
        description:
          - >-
            The href of the signing service that signs manifests.
        type: str
      url:
        description:
          - >-
            The address content is fetched from.
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
        type: str
      remote_password:
        description:
          - >-
            The password the upstream wants.
        type: str
      ca_cert:
        description:
          - >-
            The certificates that the upstream's must lead to, as PEM text. A newline at its end does not count as a change.
        type: str
      client_cert:
        description:
          - >-
            The certificate Pulp shows to the upstream, as PEM text.
        type: str
      client_key:
        description:
          - >-
            The private key of C(client_cert), as PEM text.
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
        type: str
      proxy_username:
        description:
          - >-
            The user name the proxy wants.
        type: str
      proxy_password:
        description:
          - >-
            The password the proxy wants.
        type: str
      download_concurrency:
        description:
          - >-
            How many files Pulp downloads at once. At least 1.
        type: int
      rate_limit:
        description:
          - >-
            How many requests per second each of the concurrent downloads may make.
        type: int
      total_timeout:
        description:
          - >-
            Seconds one download may take altogether, 0 for no limit.
        type: float
      connect_timeout:
        description:
          - >-
            Seconds until a connection is there, the wait for a free one included. 0 for no limit.
        type: float
      sock_connect_timeout:
        description:
          - >-
            Seconds until a new connection to the upstream is made, 0 for no limit.
        type: float
      sock_read_timeout:
        description:
          - >-
            Seconds the upstream may be silent during a download, 0 for no limit.
        type: float
      max_retries:
        description:
          - >-
            How often a failed download is tried again.
        type: int
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
        type: str
      include_tags:
        description:
          - >-
            The tags that are synced; C(*) stands for any text. They replace the list that is there. An empty list or text unsets it, for
            all tags. From pulp_container 2.28 on also digests, such as C(sha256:0123).
        type: list
        elements: str
        aliases:
          - includes
      exclude_tags:
        description:
          - >-
            The tags that are left out, after C(include_tags); C(*) stands for any text.
        type: list
        elements: str
        aliases:
          - excludes
      sigstore:
        description:
          - >-
            The address of the store of the signatures of the images.
        type: str
      mirror:
        description:
          - >-
            Whether what the upstream no longer has is removed from the new version. Left out, Pulp's default.
        type: bool
      signed_only:
        description:
          - >-
            Whether only signed images are synced.
        type: bool
      sync:
        description:
          - >-
            Whether this one is synced. Left out, as the module is told.
        type: bool
  deb:
    description:
      - >-
        Repositories of Debian content. An entry with C(url) has a remote.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the repository.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the repository and its remote shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      description:
        description:
          - >-
            A text for people.
        type: str
      remote:
        description:
          - >-
            The name of the remote that a sync takes when it is given none. An empty string unties it.
        type: str
      retain_repo_versions:
        description:
          - >-
            How many versions are kept; Pulp removes older ones by itself. Unset, all are. At least 1.
        type: int
      retain_checkpoints:
        description:
          - >-
            How many publications that are checkpoints are kept. Unset, all are. At least 1.
        type: int
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      autopublish:
        description:
          - >-
            Whether Pulp makes a publication for each new version.
        type: bool
      publish_upstream_release_fields:
        description:
          - >-
            Whether publications take over fields of the upstream Release file, such as its Origin and Label.
        type: bool
      signing_service:
        description:
          - >-
            The href of the signing service that signs Release files.
        type: str
      signing_service_release_overrides:
        description:
          - >-
            Signing services for single distributions, as a dictionary of distribution to href. It replaces the one that is there.
        type: dict
      package_signing_service:
        description:
          - >-
            The href of the signing service that signs packages as they are uploaded.
        type: str
      package_signing_fingerprint:
        description:
          - >-
            The fingerprint of the key C(package_signing_service) uses.
        type: str
      package_signing_fingerprint_release_overrides:
        description:
          - >-
            Fingerprints for single distributions, as a dictionary of distribution to fingerprint. It replaces the one that is there.
        type: dict
      excluded_package_metadata_fields:
        description:
          - >-
            Fields of packages that are left out of the published metadata.
        type: list
        elements: str
      url:
        description:
          - >-
            The address content is fetched from.
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
        type: str
      remote_password:
        description:
          - >-
            The password the upstream wants.
        type: str
      ca_cert:
        description:
          - >-
            The certificates that the upstream's must lead to, as PEM text. A newline at its end does not count as a change.
        type: str
      client_cert:
        description:
          - >-
            The certificate Pulp shows to the upstream, as PEM text.
        type: str
      client_key:
        description:
          - >-
            The private key of C(client_cert), as PEM text.
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
        type: str
      proxy_username:
        description:
          - >-
            The user name the proxy wants.
        type: str
      proxy_password:
        description:
          - >-
            The password the proxy wants.
        type: str
      download_concurrency:
        description:
          - >-
            How many files Pulp downloads at once. At least 1.
        type: int
      rate_limit:
        description:
          - >-
            How many requests per second each of the concurrent downloads may make.
        type: int
      total_timeout:
        description:
          - >-
            Seconds one download may take altogether, 0 for no limit.
        type: float
      connect_timeout:
        description:
          - >-
            Seconds until a connection is there, the wait for a free one included. 0 for no limit.
        type: float
      sock_connect_timeout:
        description:
          - >-
            Seconds until a new connection to the upstream is made, 0 for no limit.
        type: float
      sock_read_timeout:
        description:
          - >-
            Seconds the upstream may be silent during a download, 0 for no limit.
        type: float
      max_retries:
        description:
          - >-
            How often a failed download is tried again.
        type: int
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
      architectures:
        description:
          - >-
            The architectures that are synced, as a list or a text with blanks between them. Unset, all.
        type: list
        elements: str
      components:
        description:
          - >-
            The components that are synced, as a list or a text with blanks between them. Unset, all.
        type: list
        elements: str
      distributions:
        description:
          - >-
            The distributions that are synced, such as C(jammy) and C(jammy-updates), as a list or a text with blanks between them. A slash
            at the end means a flat repository.
        type: list
        elements: str
      sync_installer:
        description:
          - >-
            Whether installer files are synced.
        type: bool
      sync_sources:
        description:
          - >-
            Whether source packages are synced.
        type: bool
      sync_udebs:
        description:
          - >-
            Whether packages for the installer are synced.
        type: bool
      ignore_missing_package_indices:
        description:
          - >-
            Whether a sync goes on if an index that the Release file names is not there.
        type: bool
      gpgkey:
        description:
          - >-
            The public key that the Release file must be signed with, as text. Unset, the signature is not looked at.
        type: str
      mirror:
        description:
          - >-
            Whether what the upstream no longer has is removed from the new version. Left out, Pulp's default.
        type: bool
        default: false
      optimize:
        description:
          - >-
            Whether a sync is skipped when neither the upstream's metadata nor the settings have changed since the last.
        type: bool
      sync:
        description:
          - >-
            Whether this one is synced. Left out, as the module is told.
        type: bool
  python:
    description:
      - >-
        Repositories of Python content. An entry with C(url) has a remote.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the repository.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the repository and its remote shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      description:
        description:
          - >-
            A text for people.
        type: str
      remote:
        description:
          - >-
            The name of the remote that a sync takes when it is given none. An empty string unties it.
        type: str
      retain_repo_versions:
        description:
          - >-
            How many versions are kept; Pulp removes older ones by itself. Unset, all are. At least 1.
        type: int
      retain_checkpoints:
        description:
          - >-
            How many publications that are checkpoints are kept. Unset, all are. At least 1.
        type: int
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      autopublish:
        description:
          - >-
            Whether Pulp makes a publication for each new version.
        type: bool
      allow_package_substitution:
        description:
          - >-
            Whether a package may take the place of another with the same file name and another content.
        type: bool
      error_on_reject:
        description:
          - >-
            Whether a package that is rejected fails the whole task.
        type: bool
      url:
        description:
          - >-
            The address content is fetched from.
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
        type: str
      remote_password:
        description:
          - >-
            The password the upstream wants.
        type: str
      ca_cert:
        description:
          - >-
            The certificates that the upstream's must lead to, as PEM text. A newline at its end does not count as a change.
        type: str
      client_cert:
        description:
          - >-
            The certificate Pulp shows to the upstream, as PEM text.
        type: str
      client_key:
        description:
          - >-
            The private key of C(client_cert), as PEM text.
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
        type: str
      proxy_username:
        description:
          - >-
            The user name the proxy wants.
        type: str
      proxy_password:
        description:
          - >-
            The password the proxy wants.
        type: str
      download_concurrency:
        description:
          - >-
            How many files Pulp downloads at once. At least 1.
        type: int
      rate_limit:
        description:
          - >-
            How many requests per second each of the concurrent downloads may make.
        type: int
      total_timeout:
        description:
          - >-
            Seconds one download may take altogether, 0 for no limit.
        type: float
      connect_timeout:
        description:
          - >-
            Seconds until a connection is there, the wait for a free one included. 0 for no limit.
        type: float
      sock_connect_timeout:
        description:
          - >-
            Seconds until a new connection to the upstream is made, 0 for no limit.
        type: float
      sock_read_timeout:
        description:
          - >-
            Seconds the upstream may be silent during a download, 0 for no limit.
        type: float
      max_retries:
        description:
          - >-
            How often a failed download is tried again.
        type: int
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
      includes:
        description:
          - >-
            Requirements that say which packages are synced, such as C(Django~=4.2).
        type: list
        elements: str
      excludes:
        description:
          - >-
            Requirements that say which of them are left out.
        type: list
        elements: str
      prereleases:
        description:
          - >-
            Whether pre-releases are synced.
        type: bool
      package_types:
        description:
          - >-
            The types of packages that are synced, such as C(bdist_wheel) and C(sdist). An empty list stands for all.
        type: list
        elements: str
      exclude_platforms:
        description:
          - >-
            Platforms whose packages are left out, such as C(windows).
        type: list
        elements: str
      keep_latest_packages:
        description:
          - >-
            How many releases of each package are synced, newest first. 0 stands for all.
        type: int
      provenance:
        description:
          - >-
            Whether attestations of the packages are synced.
        type: bool
      mirror:
        description:
          - >-
            Whether what the upstream no longer has is removed from the new version. Left out, Pulp's default.
        type: bool
      sync:
        description:
          - >-
            Whether this one is synced. Left out, as the module is told.
        type: bool
  rpm:
    description:
      - >-
        Repositories of RPM content. An entry with C(url) has a remote.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the repository.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the repository and its remote shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      description:
        description:
          - >-
            A text for people.
        type: str
      remote:
        description:
          - >-
            The name of the remote that a sync takes when it is given none. An empty string unties it.
        type: str
      retain_repo_versions:
        description:
          - >-
            How many versions are kept; Pulp removes older ones by itself. Unset, all are. At least 1.
        type: int
      retain_checkpoints:
        description:
          - >-
            How many publications that are checkpoints are kept. Unset, all are. At least 1.
        type: int
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      autopublish:
        description:
          - >-
            Whether Pulp makes a publication for each new version.
        type: bool
      repo_config:
        description:
          - >-
            A dictionary, or JSON text of one, that goes into the C(.repo) files Pulp writes for clients, such as C({gpgcheck: 1}).
        type: raw
      retain_package_versions:
        description:
          - >-
            How many versions of one package a new repository version keeps. 0 keeps all.
        type: int
      checksum_type:
        description:
          - >-
            The algorithm of the checksums in the metadata. Left out, Pulp chooses.
        type: str
        choices:
          - sha256
          - sha384
          - sha512
      compression_type:
        description:
          - >-
            How the metadata files are compressed.
        type: str
        choices:
          - zstd
          - gz
          - none
      layout:
        description:
          - >-
            How packages are spread over folders when published: by first letter, all in one, by digest, or both.
        type: str
        choices:
          - nested_alphabetically
          - flat
          - nested_by_digest
          - nested_by_both
      gpgcheck:
        description:
          - >-
            Whether the repository's file for dnf has packages checked, 1 or 0. Newer servers take it in C(repo_config).
        type: int
      repo_gpgcheck:
        description:
          - >-
            Whether it has the metadata checked, 1 or 0. Newer servers take it in C(repo_config).
        type: int
      metadata_checksum_type:
        description:
          - >-
            The algorithm of the checksums of metadata files. Newer servers take C(checksum_type).
        type: str
        choices:
          - md5
          - sha1
          - sha224
          - sha256
          - sha384
          - sha512
      package_checksum_type:
        description:
          - >-
            The algorithm of the checksums of packages. Newer servers take C(checksum_type).
        type: str
        choices:
          - md5
          - sha1
          - sha224
          - sha256
          - sha384
          - sha512
      sqlite_metadata:
        description:
          - >-
            Whether the metadata is written as SQLite databases, too.
        type: bool
      metadata_signing_service:
        description:
          - >-
            The href of the signing service that signs the metadata.
        type: str
      package_signing_service:
        description:
          - >-
            The href of the signing service that signs packages as they are uploaded.
        type: str
      package_signing_fingerprint:
        description:
          - >-
            The fingerprint of the key C(package_signing_service) uses.
        type: str
      osv_config:
        description:
          - >-
            What a scan for vulnerabilities asks of osv.dev, as a list of ecosystems and releases, or as JSON text that holds one.
        type: raw
      url:
        description:
          - >-
            The address content is fetched from.
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
        type: str
      remote_password:
        description:
          - >-
            The password the upstream wants.
        type: str
      ca_cert:
        description:
          - >-
            The certificates that the upstream's must lead to, as PEM text. A newline at its end does not count as a change.
        type: str
      client_cert:
        description:
          - >-
            The certificate Pulp shows to the upstream, as PEM text.
        type: str
      client_key:
        description:
          - >-
            The private key of C(client_cert), as PEM text.
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
        type: str
      proxy_username:
        description:
          - >-
            The user name the proxy wants.
        type: str
      proxy_password:
        description:
          - >-
            The password the proxy wants.
        type: str
      download_concurrency:
        description:
          - >-
            How many files Pulp downloads at once. At least 1.
        type: int
      rate_limit:
        description:
          - >-
            How many requests per second each of the concurrent downloads may make.
        type: int
      total_timeout:
        description:
          - >-
            Seconds one download may take altogether, 0 for no limit.
        type: float
      connect_timeout:
        description:
          - >-
            Seconds until a connection is there, the wait for a free one included. 0 for no limit.
        type: float
      sock_connect_timeout:
        description:
          - >-
            Seconds until a new connection to the upstream is made, 0 for no limit.
        type: float
      sock_read_timeout:
        description:
          - >-
            Seconds the upstream may be silent during a download, 0 for no limit.
        type: float
      max_retries:
        description:
          - >-
            How often a failed download is tried again.
        type: int
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
      sles_auth_token:
        description:
          - >-
            The token that SUSE repositories want in the address.
        type: str
      sync_policy:
        description:
          - >-
            C(additive) keeps what the repository has, C(mirror_content_only) removes what the upstream no longer has, C(mirror_complete)
            moreover publishes the metadata of the upstream as it is. The last may make a publication and no version, which counts as a
            change.
        type: str
        default: additive
        choices:
          - additive
          - mirror_complete
          - mirror_content_only
      skip_types:
        description:
          - >-
            What is left out, source packages or installation trees.
        type: list
        elements: str
        choices:
          - srpm
          - treeinfo
      optimize:
        description:
          - >-
            Whether a sync is skipped when neither the upstream's metadata nor the settings have changed since the last.
        type: bool
        default: true
      sync:
        description:
          - >-
            Whether this one is synced. Left out, as the module is told.
        type: bool
  file:
    description:
      - >-
        Repositories of files. An entry with C(url) has a remote.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the repository.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the repository and its remote shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      description:
        description:
          - >-
            A text for people.
        type: str
      remote:
        description:
          - >-
            The name of the remote that a sync takes when it is given none. An empty string unties it.
        type: str
      retain_repo_versions:
        description:
          - >-
            How many versions are kept; Pulp removes older ones by itself. Unset, all are. At least 1.
        type: int
      retain_checkpoints:
        description:
          - >-
            How many publications that are checkpoints are kept. Unset, all are. At least 1.
        type: int
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      autopublish:
        description:
          - >-
            Whether Pulp makes a publication for each new version.
        type: bool
      manifest:
        description:
          - >-
            The name of the file that lists what a publication made by itself holds, usually C(PULP_MANIFEST).
        type: str
      url:
        description:
          - >-
            The address content is fetched from.
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
        type: str
      remote_password:
        description:
          - >-
            The password the upstream wants.
        type: str
      ca_cert:
        description:
          - >-
            The certificates that the upstream's must lead to, as PEM text. A newline at its end does not count as a change.
        type: str
      client_cert:
        description:
          - >-
            The certificate Pulp shows to the upstream, as PEM text.
        type: str
      client_key:
        description:
          - >-
            The private key of C(client_cert), as PEM text.
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
        type: str
      proxy_username:
        description:
          - >-
            The user name the proxy wants.
        type: str
      proxy_password:
        description:
          - >-
            The password the proxy wants.
        type: str
      download_concurrency:
        description:
          - >-
            How many files Pulp downloads at once. At least 1.
        type: int
      rate_limit:
        description:
          - >-
            How many requests per second each of the concurrent downloads may make.
        type: int
      total_timeout:
        description:
          - >-
            Seconds one download may take altogether, 0 for no limit.
        type: float
      connect_timeout:
        description:
          - >-
            Seconds until a connection is there, the wait for a free one included. 0 for no limit.
        type: float
      sock_connect_timeout:
        description:
          - >-
            Seconds until a new connection to the upstream is made, 0 for no limit.
        type: float
      sock_read_timeout:
        description:
          - >-
            Seconds the upstream may be silent during a download, 0 for no limit.
        type: float
      max_retries:
        description:
          - >-
            How often a failed download is tried again.
        type: int
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
      mirror:
        description:
          - >-
            Whether what the upstream no longer has is removed from the new version. Left out, Pulp's default.
        type: bool
      sync:
        description:
          - >-
            Whether this one is synced. Left out, as the module is told.
        type: bool
  container_pull_through:
    description:
      - >-
        Remotes of pull-through caches, M(stackhpc.kayobe_modules.container_pull_through_remote). Nothing is synced: what is asked for is
        fetched then.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the remote.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the remote shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      url:
        description:
          - >-
            The address content is fetched from.
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
        type: str
      remote_password:
        description:
          - >-
            The password the upstream wants.
        type: str
      ca_cert:
        description:
          - >-
            The certificates that the upstream's must lead to, as PEM text. A newline at its end does not count as a change.
        type: str
      client_cert:
        description:
          - >-
            The certificate Pulp shows to the upstream, as PEM text.
        type: str
      client_key:
        description:
          - >-
            The private key of C(client_cert), as PEM text.
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
        type: str
      proxy_username:
        description:
          - >-
            The user name the proxy wants.
        type: str
      proxy_password:
        description:
          - >-
            The password the proxy wants.
        type: str
      download_concurrency:
        description:
          - >-
            How many files Pulp downloads at once. At least 1.
        type: int
      rate_limit:
        description:
          - >-
            How many requests per second each of the concurrent downloads may make.
        type: int
      total_timeout:
        description:
          - >-
            Seconds one download may take altogether, 0 for no limit.
        type: float
      connect_timeout:
        description:
          - >-
            Seconds until a connection is there, the wait for a free one included. 0 for no limit.
        type: float
      sock_connect_timeout:
        description:
          - >-
            Seconds until a new connection to the upstream is made, 0 for no limit.
        type: float
      sock_read_timeout:
        description:
          - >-
            Seconds the upstream may be silent during a download, 0 for no limit.
        type: float
      max_retries:
        description:
          - >-
            How often a failed download is tried again.
        type: int
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      policy:
        description:
          - >-
            When layers are downloaded. C(on_demand) at a client's first request, after which they are kept, C(immediate) with the manifest,
            C(streamed) at each request, without being kept.
        type: str
        choices:
          - immediate
          - on_demand
          - streamed
      includes:
        description:
          - >-
            The images that may be fetched, by their names at the registry; C(*) and C(?) stand for any text and any letter. They replace
            the list that is there.
        type: list
        elements: str
      excludes:
        description:
          - >-
            The images that may not be fetched, after C(includes).
        type: list
        elements: str
'''

EXAMPLES = r'''
---
- name: Have two repositories and sync them
  stackhpc.kayobe_modules.repositories:
    rpm:
      - name: os-base
        url: https://mirror.example.org/rocky/9/BaseOS/x86_64/os/
        policy: on_demand
    deb:
      - name: ubuntu-jammy
        url: https://mirror.example.org/ubuntu/
        distributions: [jammy]
        policy: on_demand
  register: result

- name: Make repositories of images, and sync them later
  stackhpc.kayobe_modules.repositories:
    sync: false
    container:
      - name: kolla/nova-api
        url: https://quay.io
        upstream_name: openstack.kolla/nova-api
        include_tags: [2024.1-rocky-9]

- name: Remove a repository and its remote
  stackhpc.kayobe_modules.repositories:
    rpm:
      - name: os-base
        state: absent
'''

RETURN = r'''
---
collection:
  description:
    - >-
      The collection that answers, by C(name) and C(version), and where the action plugin runs its C(path): pulp.squeezer and stackhpc.pulp
      are names that the Python collections may answer to, too.
  returned: >-
    always
  type: dict
  sample: {name: stackhpc.kayobe_modules, version: 0.1.0, path: /root/.ansible/collections/ansible_collections/stackhpc/kayobe_modules}
results:
  description:
    - >-
      What was done for each entry, in the order given (see C(show_results)), with changed, failed, msg, action, repository_version, task
      and seconds.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{name: rocky-9-baseos, type: rpm, changed: true, failed: false, msg: "", action: synced,
    repository_version: /pulp/api/v3/repositories/rpm/rpm/0197/versions/2/, task: /pulp/api/v3/tasks/0197/, seconds: 4.2}]
summary:
  description:
    - >-
      How much there was to do, how many requests and seconds it took, and what was slowest.
  returned: >-
    success
  type: dict
  contains:
    total:
      description:
        - >-
          How many entries there were.
      returned: >-
        always
      type: int
    changed:
      description:
        - >-
          How many changed.
      returned: >-
        always
      type: int
    failed:
      description:
        - >-
          How many failed.
      returned: >-
        always
      type: int
    requests:
      description:
        - >-
          How many requests were sent to the server.
      returned: >-
        always
      type: int
    bytes_received:
      description:
        - >-
          How much it answered.
      returned: >-
        always
      type: int
    seconds:
      description:
        - >-
          How long all took.
      returned: >-
        always
      type: float
    server_task_seconds:
      description:
        - >-
          How long the server's tasks took together.
      returned: >-
        always
      type: float
    workers:
      description:
        - >-
          How many task workers the server has.
      returned: >-
        always
      type: int
    slowest:
      description:
        - >-
          The five entries that took longest, with their name, type and seconds.
      returned: >-
        always
      type: list
      elements: dict
'''
