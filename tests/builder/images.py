# SPDX-License-Identifier: GPL-3.0-or-later
"""Small images that stand for kolla's: the same names, tags and labels, a layer that all share and one of their own. Loaded in one go."""
import hashlib
import io
import json
import pathlib
import re
import shutil
import subprocess
import tarfile

NAMES = ["base", "openstack-base", *(f"nova-{part}" for part in ("base", "api", "compute", "conductor", "scheduler", "novncproxy"))]


def layer(files):
    """A layer's archive. Content None is a mark that a lower layer's file is gone."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for path, content in files.items():
            folder, _, name = path.rpartition("/")
            member = tarfile.TarInfo(f"{folder}/.wh.{name}" if content is None else path)
            data = content or b""
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return archive.getvalue()


def archive(images):
    """An archive for docker load. Each image: name, layers as dictionaries of files, and what its configuration says beside that."""
    members, manifest = {}, []
    for name, layers, configuration in images:
        packed = [layer(files) for files in layers]
        digests = [hashlib.sha256(each).hexdigest() for each in packed]
        members.update({f"{digest}/layer.tar": each for digest, each in zip(digests, packed)})
        document = json.dumps({
            "architecture": "amd64", "os": "linux", "created": "2026-11-20T10:00:00Z",
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}" for digest in digests]},
            "history": [{"created": "2026-11-20T10:00:00Z", "created_by": f"COPY {sorted(files)}"} for files in layers],
            **configuration}).encode()
        members[f"{hashlib.sha256(document).hexdigest()}.json"] = document
        manifest.append({
            "Config": f"{hashlib.sha256(document).hexdigest()}.json", "RepoTags": [name], "Layers": [f"{digest}/layer.tar" for digest in digests]})
    members["manifest.json"] = json.dumps(manifest).encode()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for path, content in members.items():
            member = tarfile.TarInfo(path)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def kolla(registry, tag, number):
    """So many of kolla's images of a build."""
    names = [*NAMES, *(f"service-{each}" for each in range(number - len(NAMES)))][:number]
    shared = {"etc/os-release": b"ID=rocky\n", "opt/shared": b"x" * 4096}
    return archive([
        (f"{registry}/stackhpc-dev/{name}:{tag}", [shared, {f"opt/{name}": f"{name} {tag}".encode()}],
         {"config": {"Labels": {"kolla_version": "18.1.0", "name": name, "build-date": "20261120"}}})
        for name in names])


def programs(*names, more=()):
    """An archive for docker import: programs of this machine with what they are linked to, and more files and folders."""
    paths = {"/etc/passwd", "/etc/group", *more}
    for name in names:
        program = shutil.which(name)
        linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
        paths |= {program, *re.findall(r"(/\S+)", linked)}
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", dereference=True) as tar:
        for path in sorted(paths):
            # Debian's /bin and /lib are links; in the archive they are folders, and everything is found in either.
            for known in {path, path.removeprefix("/usr")} if pathlib.Path(path).is_file() else {path}:
                tar.add(path, known, recursive=False)
    return archive.getvalue()
