# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the same files from a Pulp directly (TLS, with the login) and through the proxy (plain, without), in turns; the medians of
the rounds are compared. The Pulp is the sandbox. Large files are also read from an nginx that has them on its disk, which is as fast
as servers get: with all there is of the machine, where few cores are soon busy with all three, and with half a core for each."""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests/docker"))

from scenarios import memory_of
from world import BRIDGE, PASSWORD, ROOT, USER, Engine, Module, Proxy, Upstream, World, free_port, wait_for

ROUNDS = 5
LARGE, LARGE_COUNT = 200 << 20, 10
SMALL, SMALL_COUNT = 8 << 10, 400
IMAGE = "nginx:stable-alpine"
HALF_A_CORE = ["--cpu-period", "10000", "--cpu-quota", "5000"]


def busy():
    """Seconds that all cores together worked, and that they could have."""
    ticks = [int(field) for field in open("/proc/stat").readline().split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


class Pulp:
    """A sandbox with TLS that serves two files to those who log in."""

    def __init__(self, world, files):
        certificates = world.certificates("pulp-tls")
        self.url, self.ca = f"https://localhost:{free_port()}", certificates / "ca.pem"
        process = world.start(str(ROOT / "artifacts/bin/pulp-sandbox"), "--listen", self.url.removeprefix("https://"), "--username", USER,
                              "--tls-cert", str(certificates / "cert.pem"), "--tls-key", str(certificates / "key.pem"),
                              env={**os.environ, "PULP_SANDBOX_PASSWORD": PASSWORD})
        wait_for(lambda: "listens" in pathlib.Path(process.log).read_text(), what="the sandbox's start")

        def do(module, **arguments):
            return Module(world, module, (PASSWORD,), state="present", pulp_url=self.url, username=USER, password=PASSWORD, ca_cert=str(self.ca)).ok(**arguments)

        do("file_repository", name="site")
        for file in files:
            do("file_content", repository="site", file=str(file), relative_path=file.name)
        publication = do("file_publication", repository="site")["publication"]["pulp_href"]
        do("rbac_content_guard", name="readers")
        do("file_distribution", name="site", base_path="site", publication=publication, content_guard="readers")


class Bench:
    def __init__(self):
        self.world = World()
        self.world.add_bridge()
        self.engine = Engine(self.world, "engine", BRIDGE)
        self.engine.import_image(IMAGE)
        self.upstream = Upstream(self.world)
        site = self.upstream.www / "pulp/content/site"
        (site / "large").write_bytes(os.urandom(1 << 20) * (LARGE >> 20))
        (site / "small").write_bytes(os.urandom(SMALL))
        self.pulp = Pulp(self.world, (site / "large", site / "small"))
        self.proxy = Proxy(self.world, self.engine.host, self.pulp)
        self.proxy.ok()
        self.memory, self.peak, self.reader = memory_of(self.engine.inspect()), 0, []

    def contain(self, *options):
        """The words that run a command in a container beside the others."""
        mount = f"{self.world.folder}:{self.world.folder}"
        return ["docker", "-H", self.engine.host, "run", "--network", "host", "-v", mount, *HALF_A_CORE, *options, IMAGE]

    def share(self):
        """From now on server, proxy and reader have half a core each."""
        self.upstream.stop()
        subprocess.run([*self.contain("-d"), "nginx", "-c", str(self.upstream.folder / "nginx.conf")], check=True, stdout=subprocess.DEVNULL)
        wait_for(self.upstream.listens, what="the upstream's start")
        self.engine.docker("update", *HALF_A_CORE, "pulp_proxy")
        self.reader = self.contain("--rm")

    def read(self, base, options, name, count):
        """Files per second, over one connection that stays open, as package managers read; and how busy the machine was."""
        with tempfile.NamedTemporaryFile("w", dir=self.world.folder) as configuration:
            configuration.write("".join(f'url = "{base}/pulp/content/site/{name}"\noutput = "/dev/null"\nwrite-out = "%{{time_total}} "\n' for _ in range(count)))
            configuration.flush()
            worked, could = busy()
            client = subprocess.Popen([*self.reader, "curl", "-sSf", *options, "-K", configuration.name], stdout=subprocess.PIPE, text=True)
            while client.poll() is None:
                self.peak = max(self.peak, self.memory())
                time.sleep(0.05)
            assert client.returncode == 0, f"curl ended with {client.returncode}"
            worked, could = (after - before for after, before in zip(busy(), (worked, could)))
            return count / sum(map(float, client.stdout.read().split())), worked / could

    def compare(self, title, server, name, count, size, unit):
        ways = {
            "directly": (server.url, ["--cacert", str(server.ca), "-u", f"{USER}:{PASSWORD}"]),
            "through the proxy": (f"http://127.0.0.1:{self.proxy.port}", [])}
        self.proxy.ok(url=server.url, ca_cert=str(server.ca))
        rounds = [{way: self.read(*where, name, count) for way, where in ways.items()} for _ in range(ROUNDS)]
        rates, work = ({way: statistics.median(each[way][which] for each in rounds) for way in ways} for which in (0, 1))
        print(f"{title}: " + ", ".join(f"{way} {rates[way] * size:.0f} {unit} (cores busy {work[way]:.0%})" for way in ways), flush=True)
        return round(rates["through the proxy"] / rates["directly"], 2)


def main():
    bench = Bench()
    large = ("large", LARGE_COUNT, LARGE / 1e6, "MB/s")
    result = {
        "ratio_large": bench.compare("large files", bench.pulp, *large),
        "ratio_small": bench.compare("small files", bench.pulp, "small", SMALL_COUNT, 1, "files/s"),
        "proxy_peak_mb": round(bench.peak / 2**20, 1),
        "ratio_large_nginx": bench.compare("large files of nginx", bench.upstream, *large),
    }
    bench.share()
    result["ratio_large_nginx_half_cores"] = bench.compare("large files of nginx, half a core each", bench.upstream, *large)
    bench.proxy.ok(state="absent")
    bench.world.end()
    print(json.dumps(result))


main()
