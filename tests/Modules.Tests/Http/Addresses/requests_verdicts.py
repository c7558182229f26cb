#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks Python's requests which proxy it would take for URLs under environments, and writes its verdicts, one a line.

Debian 12 has 2.28, whose verdicts these are. From 2.33 on a suffix must begin at a dot; what is exempt there is exempt here.

Run by hand when cases change (python3-requests must be installed): requests_verdicts.py > verdicts.jsonl
"""
import itertools
import json
import os

from requests.utils import get_environ_proxies, select_proxy

URLS = [
    "http://pulp.example.com/x", "https://pulp.example.com/x", "https://pulp.example.com:8443/x", "https://pulp.example.com:443/x",
    "http://PULP.Example.com/x", "http://example.com/", "http://notexample.com/", "http://localhost/", "http://localhost:8080/",
    "http://10.0.0.5/", "http://10.0.0.5:24817/", "https://10.1.2.3/", "http://127.0.0.1:9/", "http://[::1]/", "http://[::1]:8080/", "http://[2001:db8::1]/",
    "http://192.168.1.77/", "http://pulp/", "http://pulp:80/",
]
NO_PROXY = [
    None, "", "*", " * ", "*,x", "example.com", ".example.com", "*.example.com", "pulp.example.com", "EXAMPLE.COM", "pulp.example.com:8443", "example.com:8443",
    ":8443", "pulp.example.com:443", "com", "le.com", "localhost", "localhost,127.0.0.1", " localhost , 127.0.0.1 ", "10.0.0.0/8", "10.0.0.0/24", "10.0.0.5/32",
    "10.0.0.5/0", "10.0.0.5/33", "10.0.0.5/x", "10.0.0/8", "10.0.0.5", "10.0.0.5:24817", "0.0.5", ".0.0.5", "::1", "[::1]", "[::1]:8080", "2001:db8::/32", "pulp",
    "pulp,", ",,", "192.168.0.0/16,example.com", "192.168.1.64/28", "192.168.1.64/27", "127.1", "127.0.0.0/8",
]
PROXIES = [
    {"http_proxy": "http://lower:1", "https_proxy": "http://secure:2"},
    {"HTTP_PROXY": "http://UPPER:3", "HTTPS_PROXY": "UPPERSECURE:4"},
    {"http_proxy": "", "HTTP_PROXY": "http://upper:3", "all_proxy": "http://all:5"},
    {"http_proxy": "http://lower:1", "HTTP_PROXY": "http://upper:3"},
    {"ALL_PROXY": "http://all:5"},
    {"HTTP_PROXY": "http://upper:3", "REQUEST_METHOD": "GET"},
    {"Http_Proxy": "http://mixed:6"},
]


def verdict(environment, url):
    kept = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(environment)
        proxy = select_proxy(url, get_environ_proxies(url))
    finally:
        os.environ.clear()
        os.environ.update(kept)
    # The host and port that would be connected to.
    return proxy.split("://")[-1].lower() if proxy else None


def cases():
    for no_proxy, url in itertools.product(NO_PROXY, URLS):
        yield {**PROXIES[0], **({} if no_proxy is None else {"no_proxy": no_proxy})}, url
    for proxies, url in itertools.product(PROXIES, URLS[:2] + URLS[9:11]):
        yield proxies, url
        yield {**proxies, "NO_PROXY": "example.com"}, url
        yield {**proxies, "no_proxy": "", "NO_PROXY": "example.com,10.0.0.5"}, url
        yield {**proxies, "no_proxy": "10.0.0.5", "NO_PROXY": "example.com"}, url


for environment, url in cases():
    print(json.dumps({"environment": environment, "url": url, "proxy": verdict(environment, url)}))
