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
module: distributions
short_description: >-
  Manage distributions as whole lists, and promote
version_added: "0.1.0"
description:
  - >-
    Makes distributions of repositories, of publications, or of what other distributions serve. The last is a promotion; either all of a
    list are promoted or none.
  - >-
    Everything is read in few requests and checked before anything is written; all that is wrong is told at once. In check mode it tells
    what each entry would do.
  - >-
    Where one entry gives up a base path, since it goes or moves, and another claims it, the other waits: a distribution can be renamed in
    one list.
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
        How often entries are tried again whose failure may pass, such as an answer that the server is busy. A wrong login is not tried
        again.
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
        what differs.
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
  skip_existing:
    description:
      - >-
        Whether an entry is left out if any distribution serves the same publication or version already.
    type: bool
    default: false
  show_content:
    description:
      - >-
        Whether to tell, of each distribution that is moved to something else, which packages, files or tags come, go and change: in
        C(content) of its result, and in the diff. Of one that served nothing before, all of what it will serve, or how much that is. It
        takes a request for a thousand of them.
    type: bool
    default: false
  rollback_from:
    description:
      - >-
        Takes a promotion back. The result of an earlier run, its C(promotions), the path of the file C(promotion_record) wrote, or the
        C(distributions) of a promotion that M(stackhpc.kayobe_modules.promotion_info) found.
    type: raw
  promotion_record:
    description:
      - >-
        A file that a promotion is written to, for C(rollback_from). Nothing is written in check mode, or if nothing was promoted.
    type: path
  record_promotions:
    description:
      - >-
        Whether each distribution that is promoted gets a label, C(kayobe_modules_promotions), which says what it served before: the last
        ten promotions, with time, author and origin. It goes with the request that promotes, is neither shown nor removed by these modules,
        and M(stackhpc.kayobe_modules.promotion_info) reads it.
    type: bool
    default: true
  promotion:
    description:
      - >-
        What the promotions of several tasks are called together in that label. By default the time, in UTC.
    type: str
  container:
    description:
      - >-
        Distributions of container images.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the distribution shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      base_path:
        description:
          - >-
            Where below the server's content address it is served, without slashes at the ends. No two distributions may have the same, nor
            one that begins with another's whole path.
        type: str
      content_guard:
        description:
          - >-
            The name of the content redirect guard that decides who may read. There always is one; with an empty string it is Pulp's own.
            Give it in each task that changes the distribution, as Pulp takes its own at each change that does not name another.
        type: str
      hidden:
        description:
          - >-
            Whether it is left out of the index page of the content server. Who knows the path can still read.
        type: bool
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      repository:
        description:
          - >-
            The name of the repository that is served. Where there are publications, the newest one of its latest version or of C(version).
        type: str
      version:
        description:
          - >-
            The number of the version of C(repository) that is served.
        type: int
      private:
        description:
          - >-
            Whether only users with permissions on it may pull.
        type: bool
      description:
        description:
          - >-
            A text for people.
        type: str
      distribution:
        description:
          - >-
            The name of another distribution. What that serves now is served, also when it serves something else later.
        type: str
      skip_existing:
        description:
          - >-
            As the option of the module, for this one.
        type: bool
  deb:
    description:
      - >-
        Distributions of Debian content.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the distribution shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      base_path:
        description:
          - >-
            Where below the server's content address it is served, without slashes at the ends. No two distributions may have the same, nor
            one that begins with another's whole path.
        type: str
      content_guard:
        description:
          - >-
            The name of the content guard that decides who may read.
        type: str
      hidden:
        description:
          - >-
            Whether it is left out of the index page of the content server. Who knows the path can still read.
        type: bool
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      publication:
        description:
          - >-
            The href of the publication that is served, as the publication module returns it. Naming one replaces a repository as the
            source. An empty string makes it serve nothing.
        type: str
      repository:
        description:
          - >-
            The name of the repository that is served. Where there are publications, the newest one of its latest version or of C(version).
        type: str
      version:
        description:
          - >-
            The number of the version of C(repository) that is served.
        type: int
      checkpoint:
        description:
          - >-
            Whether publications of C(repository) made as checkpoints are served, each below its time. Pulp takes no other source then.
        type: bool
      distribution:
        description:
          - >-
            The name of another distribution. What that serves now is served, also when it serves something else later.
        type: str
      skip_existing:
        description:
          - >-
            As the option of the module, for this one.
        type: bool
      mode:
        description:
          - >-
            C(simple) puts all packages into one component of one distribution, C(structured) keeps those of the upstream,
            C(simple_and_structured) does both, C(verbatim) publishes the files of the upstream, signature included. Left out, any
            publication of the version will do, and Pulp decides (before pulp_deb 3.0, which does not: C(simple)) about a new one.
        type: str
        choices:
          - structured
          - simple
          - simple_and_structured
          - verbatim
  python:
    description:
      - >-
        Distributions of Python content.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the distribution shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      base_path:
        description:
          - >-
            Where below the server's content address it is served, without slashes at the ends. No two distributions may have the same, nor
            one that begins with another's whole path.
        type: str
      content_guard:
        description:
          - >-
            The name of the content guard that decides who may read.
        type: str
      hidden:
        description:
          - >-
            Whether it is left out of the index page of the content server. Who knows the path can still read.
        type: bool
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      publication:
        description:
          - >-
            The href of the publication that is served, as the publication module returns it. Naming one replaces a repository as the
            source. An empty string makes it serve nothing.
        type: str
      repository:
        description:
          - >-
            The name of the repository that is served. Where there are publications, the newest one of its latest version or of C(version).
        type: str
      version:
        description:
          - >-
            The number of the version of C(repository) that is served.
        type: int
      remote:
        description:
          - >-
            The name of the remote that packages are fetched from when they are not in what is served.
        type: str
      allow_uploads:
        description:
          - >-
            Whether packages can be uploaded to the index, as twine does.
        type: bool
      distribution:
        description:
          - >-
            The name of another distribution. What that serves now is served, also when it serves something else later.
        type: str
      skip_existing:
        description:
          - >-
            As the option of the module, for this one.
        type: bool
  rpm:
    description:
      - >-
        Distributions of RPM content.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the distribution shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      base_path:
        description:
          - >-
            Where below the server's content address it is served, without slashes at the ends. No two distributions may have the same, nor
            one that begins with another's whole path.
        type: str
      content_guard:
        description:
          - >-
            The name of the content guard that decides who may read.
        type: str
      hidden:
        description:
          - >-
            Whether it is left out of the index page of the content server. Who knows the path can still read.
        type: bool
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      publication:
        description:
          - >-
            The href of the publication that is served, as the publication module returns it. Naming one replaces a repository as the
            source. An empty string makes it serve nothing.
        type: str
      repository:
        description:
          - >-
            The name of the repository that is served. Where there are publications, the newest one of its latest version or of C(version).
        type: str
      version:
        description:
          - >-
            The number of the version of C(repository) that is served.
        type: int
      generate_repo_config:
        description:
          - >-
            Whether a C(config.repo) file that clients can use stands beside the content.
        type: bool
      checkpoint:
        description:
          - >-
            Whether publications of C(repository) made as checkpoints are served, each below its time. Pulp takes no other source then.
        type: bool
      distribution:
        description:
          - >-
            The name of another distribution. What that serves now is served, also when it serves something else later.
        type: str
      skip_existing:
        description:
          - >-
            As the option of the module, for this one.
        type: bool
  file:
    description:
      - >-
        Distributions of files.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the distribution shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      base_path:
        description:
          - >-
            Where below the server's content address it is served, without slashes at the ends. No two distributions may have the same, nor
            one that begins with another's whole path.
        type: str
      content_guard:
        description:
          - >-
            The name of the content guard that decides who may read.
        type: str
      hidden:
        description:
          - >-
            Whether it is left out of the index page of the content server. Who knows the path can still read.
        type: bool
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      publication:
        description:
          - >-
            The href of the publication that is served, as the publication module returns it. Naming one replaces a repository as the
            source. An empty string makes it serve nothing.
        type: str
      repository:
        description:
          - >-
            The name of the repository that is served. Where there are publications, the newest one of its latest version or of C(version).
        type: str
      version:
        description:
          - >-
            The number of the version of C(repository) that is served.
        type: int
      checkpoint:
        description:
          - >-
            Whether publications of C(repository) made as checkpoints are served, each below its time. Pulp takes no other source then.
        type: bool
      distribution:
        description:
          - >-
            The name of another distribution. What that serves now is served, also when it serves something else later.
        type: str
      skip_existing:
        description:
          - >-
            As the option of the module, for this one.
        type: bool
  container_pull_through:
    description:
      - >-
        Pull-through caches, M(stackhpc.kayobe_modules.container_pull_through_distribution).
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - >-
            The name of the distribution.
        type: str
        required: true
      state:
        description:
          - >-
            Whether the distribution shall be there.
        type: str
        default: present
        choices:
          - present
          - absent
      base_path:
        description:
          - >-
            The first part of the names of images that are pulled through it. C(quay/openstack.kolla/nova-api) is
            C(openstack.kolla/nova-api) of the registry if this is C(quay).
        type: str
      content_guard:
        description:
          - >-
            The name of the content redirect guard that decides who may read. There always is one; with an empty string it is Pulp's own.
            Give it in each task that changes the distribution, as Pulp takes its own at each change that does not name another.
        type: str
      hidden:
        description:
          - >-
            Whether it is left out of the index page of the content server. Who knows the path can still read.
        type: bool
      pulp_labels:
        description:
          - >-
            Labels as a dictionary of texts. They replace all that are there; C({}) removes them.
        type: dict
      remote:
        description:
          - >-
            The name of the pull-through remote that is asked.
        type: str
      private:
        description:
          - >-
            Whether only users with permissions on it may pull. What it brings inherits that.
        type: bool
      description:
        description:
          - >-
            A text for people.
        type: str
      distribution:
        description:
          - >-
            The name of another cache. The remote that it asks now is asked, also when it asks another one later.
        type: str
'''

EXAMPLES = r'''
---
- name: Serve the latest publication
  stackhpc.kayobe_modules.distributions:
    rpm:
      - name: os-base-development
        base_path: os/base/development
        repository: os-base

- name: Promote what development serves to production, and remember what was there
  stackhpc.kayobe_modules.distributions:
    promotion_record: /var/lib/release-train/promotion.json
    rpm:
      - name: os-base-production
        base_path: os/base/production
        distribution: os-base-development
    deb:
      - name: ubuntu-jammy-production
        base_path: ubuntu/jammy/production
        distribution: ubuntu-jammy-development
  register: promotion

- name: Tell which packages a promotion would bring to production
  stackhpc.kayobe_modules.distributions:
    show_content: true
    rpm:
      - name: os-base-production
        base_path: os/base/production
        distribution: os-base-development
  check_mode: true
  diff: true

- name: Take that back
  stackhpc.kayobe_modules.distributions:
    rollback_from: /var/lib/release-train/promotion.json
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
      and seconds. With C(show_content), C(content) has the versions C(from) and C(to), and what is C(added), C(removed) and C(updated)
      between them. Where nothing was served before, or nothing is after, C(total) says how much it is, and names stand there if they are at
      most 1000.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{name: rocky-9-baseos-production, type: rpm, changed: true, failed: false, msg: "", action: updated, repository_version: null,
    task: null, seconds: 0.1, publication: /pulp/api/v3/publications/rpm/rpm/0197/}]
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
promotions:
  description:
    - >-
      What was promoted, with what was served before.
  returned: >-
    success
  type: list
  elements: dict
  sample: [{type: rpm, name: rocky-9-baseos-production, base_path: rocky/9/baseos/production, distribution: rocky-9-baseos-development,
    previous: {publication: /pulp/api/v3/publications/rpm/rpm/0196/}, current: {publication: /pulp/api/v3/publications/rpm/rpm/0197/}}]
'''
