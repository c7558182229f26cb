"""Reads the same files from the upstream directly (TLS, with the login) and through the proxy (plain, without), in turns;
the medians of the rounds are compared."""
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
from world import BRIDGE, PASSWORD, USER, Engine, Proxy, Upstream, World

ROUNDS = 5
LARGE, LARGE_COUNT = 200 << 20, 10
SMALL, SMALL_COUNT = 8 << 10, 400


def main():
    world = World()
    world.add_bridge()
    engine = Engine(world, "engine", BRIDGE)
    engine.import_image("nginx:stable-alpine")
    upstream = Upstream(world)
    proxy = Proxy(world, engine.host, upstream)
    proxy.ok()
    site = upstream.www / "pulp/content/site"
    (site / "large").write_bytes(os.urandom(1 << 20) * (LARGE >> 20))
    (site / "small").write_bytes(os.urandom(SMALL))
    memory, peak = memory_of(engine.inspect()), 0

    def read(base, options, name, count):
        """Bytes per second, over one connection that stays open, as package managers read."""
        nonlocal peak
        with tempfile.NamedTemporaryFile("w", dir=world.folder) as configuration:
            configuration.write("".join(f'url = "{base}/pulp/content/site/{name}"\noutput = "/dev/null"\n' for _ in range(count)))
            configuration.flush()
            started = time.monotonic()
            client = subprocess.Popen(["curl", "-sSf", *options, "-K", configuration.name])
            while client.poll() is None:
                peak = max(peak, memory())
                time.sleep(0.05)
            assert client.returncode == 0, f"curl ended with {client.returncode}"
            return count / (time.monotonic() - started)

    direct = (upstream.url, ["--cacert", str(upstream.ca), "-u", f"{USER}:{PASSWORD}"])
    through = (f"http://127.0.0.1:{proxy.port}", [])
    ratios = {}
    for kind, count in (("large", LARGE_COUNT), ("small", SMALL_COUNT)):
        rates = {"direct": [], "proxy": []}
        for _ in range(ROUNDS):
            rates["direct"].append(read(*direct, kind, count))
            rates["proxy"].append(read(*through, kind, count))
        unit = (LARGE / 1e6, "MB/s") if kind == "large" else (1, "files/s")
        middle = {way: statistics.median(values) for way, values in rates.items()}
        print(f"{kind}: direct {middle['direct'] * unit[0]:.0f} {unit[1]}, through the proxy {middle['proxy'] * unit[0]:.0f} {unit[1]}", flush=True)
        ratios[kind] = middle["proxy"] / middle["direct"]
    proxy.ok(state="absent")
    world.end()
    print(json.dumps({"ratio_large": round(ratios["large"], 2), "ratio_small": round(ratios["small"], 2), "proxy_peak_mb": round(peak / 2**20, 1)}))


main()
