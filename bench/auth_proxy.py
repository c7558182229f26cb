"""Reads the same files from the upstream directly (TLS, with the login) and through the proxy (plain, without), in turns;
the medians of the rounds are compared. Large files are read twice: with all there is of the machine, and with half a core for each
of server, proxy and reader, because on few cores the first tells how many there are rather than what the proxy costs."""
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
from world import BRIDGE, PASSWORD, USER, Engine, Proxy, Upstream, World, wait_for

ROUNDS = 5
LARGE, LARGE_COUNT = 200 << 20, 10
SMALL, SMALL_COUNT = 8 << 10, 400
IMAGE = "nginx:stable-alpine"
HALF_A_CORE = ["--cpu-period", "10000", "--cpu-quota", "5000"]


def busy():
    """Seconds that all cores together worked, and that they could have."""
    ticks = [int(field) for field in open("/proc/stat").readline().split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


class Bench:
    def __init__(self):
        self.world = World()
        self.world.add_bridge()
        self.engine = Engine(self.world, "engine", BRIDGE)
        self.engine.import_image(IMAGE)
        self.upstream = Upstream(self.world)
        self.proxy = Proxy(self.world, self.engine.host, self.upstream)
        self.proxy.ok()
        site = self.upstream.www / "pulp/content/site"
        (site / "large").write_bytes(os.urandom(1 << 20) * (LARGE >> 20))
        (site / "small").write_bytes(os.urandom(SMALL))
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

    def compare(self, title, name, count, size, unit):
        ways = {
            "directly": (self.upstream.url, ["--cacert", str(self.upstream.ca), "-u", f"{USER}:{PASSWORD}"]),
            "through the proxy": (f"http://127.0.0.1:{self.proxy.port}", [])}
        rounds = [{way: self.read(*where, name, count) for way, where in ways.items()} for _ in range(ROUNDS)]
        rates, work = ({way: statistics.median(each[way][which] for each in rounds) for way in ways} for which in (0, 1))
        print(f"{title}: " + ", ".join(f"{way} {rates[way] * size:.0f} {unit} (cores busy {work[way]:.0%})" for way in ways), flush=True)
        return round(rates["through the proxy"] / rates["directly"], 2)


def main():
    bench = Bench()
    large = ("large", LARGE_COUNT, LARGE / 1e6, "MB/s")
    result = {"ratio_large": bench.compare("large", *large), "ratio_small": bench.compare("small", "small", SMALL_COUNT, 1, "files/s")}
    result["proxy_peak_mb"] = round(bench.peak / 2**20, 1)
    bench.share()
    result["ratio_large_half_cores"] = bench.compare("large, half a core each", *large)
    bench.proxy.ok(state="absent")
    bench.world.end()
    print(json.dumps(result))


main()
