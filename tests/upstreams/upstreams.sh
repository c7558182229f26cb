#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds tiny package, file and container upstreams with the real tools and serves them on 127.0.0.1.
#
#   upstreams.sh start DIR   build in DIR, serve, print UPSTREAM_…=… lines (also kept in DIR/env)
#   upstreams.sh grow DIR    publish something new everywhere, as an upstream does overnight
#   upstreams.sh stop DIR    end what start began; DIR itself stays
#
# Everything is served twice: openly, and under UPSTREAM_PRIVATE_… for the login user/pass only.
# Needs (Debian): createrepo-c rpm dpkg-dev apt-utils docker-registry skopeo nginx-light
set -euo pipefail

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -eq 2 ] || usage
command=$1
dir=$(realpath -m "$2")
www=$dir/www
export SOURCE_DATE_EPOCH=1767225600 LC_ALL=C

# ------------------------------------------------------------------ RPM

# rpm_package REPOSITORY NAME VERSION [SPEC_LINE…]: one more noarch package in rpm/REPOSITORY.
rpm_package() {
    local repository=$1 name=$2 version=$3 spec=$dir/build/$2.spec
    shift 3
    mkdir -p "$dir/build" "$www/rpm/$repository/Packages"
    cat > "$spec" <<EOF
Name: $name
Version: $version
Release: 1
Summary: Tiny $name
License: MIT
URL: https://example.org/$name
BuildArch: noarch
AutoReq: no
$(printf '%s\n' "$@")
%description
Tiny package $name, for trying repositories out.
%install
mkdir -p %{buildroot}/usr/share/$name %{buildroot}/usr/bin
echo $version > %{buildroot}/usr/share/$name/version
printf '#!/bin/sh\necho $name $version\n' > %{buildroot}/usr/bin/$name
chmod 755 %{buildroot}/usr/bin/$name
%files
%dir /usr/share/$name
/usr/share/$name/version
/usr/bin/$name
%changelog
* Thu Jan 01 2026 Tester <tester@example.org> - $version-1
- build $version
EOF
    rpmbuild -b"${RPM_STAGE:-b}" --quiet --define "_topdir $dir/build/rpm" --define '_buildhost example.org' \
        --define 'use_source_date_epoch_as_buildtime 1' --define '_binary_payload w6.gzdio' "$spec" > "$dir/build/rpmbuild.log" 2>&1 \
        || { cat "$dir/build/rpmbuild.log" >&2; return 1; }
    find "$dir/build/rpm" -name "$name-$version-1.*.rpm" -exec mv -t "$www/rpm/$repository/Packages" {} +
}

# rpm_index REPOSITORY: repodata with a package group; appstream has an advisory too.
rpm_index() {
    local repository=$1 root=$www/rpm/$1
    cat > "$dir/build/comps.xml" <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<comps>
  <group>
    <id>$repository-tools</id>
    <name>Tools of $repository</name>
    <description>What belongs together</description>
    <default>true</default>
    <uservisible>true</uservisible>
    <packagelist><packagereq type="mandatory">otter</packagereq></packagelist>
  </group>
</comps>
EOF
    createrepo_c --quiet --groupfile "$dir/build/comps.xml" --revision "${2:-1}" "$root"
    [ "$repository" = appstream ] || return 0
    cat > "$dir/build/updateinfo.xml" <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<updates>
  <update from="security@example.org" status="final" type="security" version="1">
    <id>EXAMPLE-2026:0001</id>
    <title>otter security update</title>
    <issued date="2026-01-01 00:00:00"/>
    <updated date="2026-01-02 00:00:00"/>
    <severity>Important</severity>
    <description>The otter no longer bites.</description>
    <references><reference href="https://example.org/CVE-2026-0001" id="CVE-2026-0001" type="cve" title="CVE-2026-0001"/></references>
    <pkglist><collection short="app"><name>appstream</name>
      <package name="otter" version="2.0" release="1" epoch="0" arch="noarch" src="otter-2.0-1.src.rpm"><filename>otter-2.0-1.noarch.rpm</filename></package>
    </collection></pkglist>
  </update>
</updates>
EOF
    modifyrepo_c "$dir/build/updateinfo.xml" "$root/repodata" > /dev/null
}

# rpm_tree REPOSITORY: what an installer boots from.
rpm_tree() {
    local root=$www/rpm/$1
    mkdir -p "$root/images/pxeboot"
    echo 'a tiny kernel' > "$root/images/pxeboot/vmlinuz"
    cat > "$root/.treeinfo" <<EOF
[header]
type = productmd.treeinfo
version = 1.2
[release]
name = Tiny Linux
short = tiny
version = 9
[tree]
arch = x86_64
platforms = x86_64
build_timestamp = 1767225600
[checksums]
images/pxeboot/vmlinuz = sha256:$(sha256sum < "$root/images/pxeboot/vmlinuz" | cut -d' ' -f1)
[images-x86_64]
kernel = images/pxeboot/vmlinuz
EOF
}

rpms() {
    rpm_package baseos weasel 1.0 'Provides: mustelid = 1.0'
    rpm_package baseos badger 1.2 'Requires: weasel >= 1.0'
    RPM_STAGE=a rpm_package appstream otter 2.0 'Requires: badger' 'Recommends: stoat'
    rpm_package appstream stoat 3.1 'Epoch: 1' 'Requires: mustelid'
    rpm_tree baseos
    rpm_index baseos
    rpm_index appstream
}

# ------------------------------------------------------------------ Debian

# deb_package POOL NAME VERSION ARCHITECTURE [CONTROL_LINE…]
deb_package() {
    local pool=$1 name=$2 version=$3 architecture=$4 tree=$dir/build/deb/$2
    shift 4
    rm -rf "$tree"
    mkdir -p "$tree/DEBIAN" "$tree/usr/share/$name" "$pool"
    echo "$version" > "$tree/usr/share/$name/version"
    {
        printf 'Package: %s\nVersion: %s\nArchitecture: %s\n' "$name" "$version" "$architecture"
        printf 'Maintainer: Tester <tester@example.org>\nSection: misc\nPriority: optional\n'
        [ $# -eq 0 ] || printf '%s\n' "$@"
        printf 'Description: tiny %s\n For trying repositories out.\n' "$name"
    } > "$tree/DEBIAN/control"
    dpkg-deb --build --root-owner-group "$tree" "$pool/${name}_${version}_${architecture}.deb" > /dev/null
}

# deb_source POOL NAME VERSION: a native source package.
deb_source() {
    local pool=$1 name=$2 version=$3 tree=$dir/build/src/$2-$3
    mkdir -p "$tree/debian/source" "$pool"
    echo '3.0 (native)' > "$tree/debian/source/format"
    printf '%s (%s) jammy; urgency=low\n\n  * Tiny.\n\n -- Tester <tester@example.org>  Thu, 01 Jan 2026 00:00:00 +0000\n' "$name" "$version" > "$tree/debian/changelog"
    printf 'Source: %s\nMaintainer: Tester <tester@example.org>\nStandards-Version: 4.6.2\n\nPackage: %s\nArchitecture: all\nDescription: tiny\n' "$name" "$name" > "$tree/debian/control"
    (cd "$pool" && dpkg-source -b "$tree" > "$dir/build/dpkg-source.log" 2>&1) || { cat "$dir/build/dpkg-source.log" >&2; return 1; }
}

# deb_index DISTRIBUTION COMPONENT…: Packages and Release of deb/dists/DISTRIBUTION.
deb_index() {
    local distribution=$1 component architecture
    shift
    cd "$www/deb"
    for component; do
        for architecture in amd64 arm64; do
            local index=dists/$distribution/$component/binary-$architecture
            mkdir -p "$index"
            dpkg-scanpackages --arch "$architecture" "pool/$distribution/$component" > "$index/Packages" 2> /dev/null
            gzip -9nkf "$index/Packages"
            xz -kf "$index/Packages"
            printf 'Archive: %s\nComponent: %s\nArchitecture: %s\n' "$distribution" "$component" "$architecture" > "$index/Release"
        done
        mkdir -p "dists/$distribution/$component/source"
        dpkg-scansources "pool/$distribution/$component" > "dists/$distribution/$component/source/Sources" 2> /dev/null
        gzip -9nkf "dists/$distribution/$component/source/Sources"
    done
    rm -f "dists/$distribution/Release"
    apt-ftparchive -o APT::FTPArchive::Release::Patterns::=SHA256SUMS -o "APT::FTPArchive::Release::Suite=$distribution" -o "APT::FTPArchive::Release::Codename=$distribution" \
        -o APT::FTPArchive::Release::Origin=Example -o APT::FTPArchive::Release::Label=Example \
        -o 'APT::FTPArchive::Release::Architectures=amd64 arm64' -o "APT::FTPArchive::Release::Components=$*" \
        release "dists/$distribution" > "$dir/build/Release"
    mv "$dir/build/Release" "dists/$distribution/Release"
    cd - > /dev/null
}

deb_flat_index() {
    cd "$www/deb-flat"
    dpkg-scanpackages --multiversion . > Packages 2> /dev/null
    gzip -9nkf Packages
    rm -f Release
    apt-ftparchive -o APT::FTPArchive::Release::Architectures=amd64 release . > "$dir/build/Release"
    mv "$dir/build/Release" Release
    cd - > /dev/null
}

# deb_installer DISTRIBUTION: a package of the installer, and what it boots.
deb_installer() {
    local udebs=dists/$1/main/debian-installer/binary-amd64 images=$www/deb/dists/$1/main/installer-amd64/current/images
    deb_package "$www/deb/pool/$1/installer" kitten-udeb 1.0 amd64
    mv "$www/deb/pool/$1/installer/kitten-udeb_1.0_amd64.deb" "$www/deb/pool/$1/installer/kitten-udeb_1.0_amd64.udeb"
    mkdir -p "$www/deb/$udebs" "$images/netboot"
    (cd "$www/deb" && dpkg-scanpackages --type udeb "pool/$1/installer" > "$udebs/Packages" 2> /dev/null)
    echo 'a tiny kernel' > "$images/netboot/linux"
    (cd "$images" && sha256sum ./netboot/linux > SHA256SUMS)
}

debs() {
    deb_package "$www/deb/pool/jammy/main" lynx-cat 1.0 all
    deb_package "$www/deb/pool/jammy/main" caracal 2.1-1 amd64 'Depends: lynx-cat (>= 1.0)'
    deb_package "$www/deb/pool/jammy/main" caracal 2.1-1 arm64 'Depends: lynx-cat (>= 1.0)'
    deb_source "$www/deb/pool/jammy/main" lynx-cat 1.0
    deb_package "$www/deb/pool/jammy/universe" ocelot 0.9 amd64 'Depends: caracal' 'Multi-Arch: foreign'
    deb_package "$www/deb/pool/noble/main" lynx-cat 1.5 all
    deb_package "$www/deb-flat" serval 4.2 amd64
    deb_installer noble
    deb_index jammy main universe
    deb_index noble main
    deb_flat_index
}

# ------------------------------------------------------------------ files and Python

# file_index: PULP_MANIFEST lists name, sha256 and size of every file.
file_index() {
    cd "$www/file"
    find . -type f ! -name PULP_MANIFEST -printf '%P\n' | sort | while read -r name; do
        echo "$name,$(sha256sum < "$name" | cut -d' ' -f1),$(stat -c %s "$name")"
    done > PULP_MANIFEST
    cd - > /dev/null
}

files() {
    mkdir -p "$www/file/rocky-9/2026.1"
    head -c 300000 /dev/zero | tr '\0' 'x' > "$www/file/rocky-9/2026.1/overcloud-rocky-9.qcow2"
    echo 'a host image' > "$www/file/readme.txt"
    file_index
}

# python_package NAME VERSION: a source archive in the "simple" index, which pip reads, and in the project's JSON, which Pulp reads where a serial comes with it.
python_package() {
    local name=$1 version=$2 root=$www/python/simple/$1 json=$www/python/pypi/$1 tree=$dir/build/python/$1-$2 comma=''
    mkdir -p "$root" "$json" "$tree" "$www/python/packages"
    printf 'Metadata-Version: 2.1\nName: %s\nVersion: %s\nSummary: Tiny %s\n' "$name" "$version" "$name" > "$tree/PKG-INFO"
    printf 'from setuptools import setup\nsetup(name="%s", version="%s")\n' "$name" "$version" > "$tree/setup.py"
    tar -C "$dir/build/python" --sort=name --mtime=@$SOURCE_DATE_EPOCH --owner=0 --group=0 -c "$name-$version" | gzip -9n > "$www/python/packages/$name-$version.tar.gz"
    {
        echo "<!DOCTYPE html><html><body>"
        for file in "$www/python/packages/$name-"*.tar.gz; do
            printf '<a href="../../packages/%s#sha256=%s">%s</a><br>\n' "${file##*/}" "$(sha256sum < "$file" | cut -d' ' -f1)" "${file##*/}"
        done
        echo "</body></html>"
    } > "$root/index.html"
    {
        printf '{"info": {"name": "%s", "summary": "Tiny %s", "version": "%s"}, "last_serial": 0, "releases": {' "$name" "$name" "$version"
        for file in "$www/python/packages/$name-"*.tar.gz; do
            release=${file##*/"$name"-}
            printf '%s"%s": [{"filename": "%s", "packagetype": "sdist", "python_version": "source", "requires_python": null, "size": %d, "digests": {"sha256": "%s"}, "url": "http://127.0.0.1:%s/python/packages/%s"}]' \
                "$comma" "${release%.tar.gz}" "${file##*/}" "$(stat -c %s "$file")" "$(sha256sum < "$file" | cut -d' ' -f1)" "$web_port" "${file##*/}"
            comma=', '
        done
        echo '}}'
    } > "$json/json"
}

# ------------------------------------------------------------------ container images

sha() { sha256sum < "$1" | cut -d' ' -f1; }
size() { stat -c %s "$1"; }

# image LAYOUT NAME TAG ARCHITECTURE [TYPE]: a one-layer image as a skopeo "dir:" layout.
image() {
    local layout=$1 name=$2 tag=$3 architecture=$4 type=${5:-docker} layer config kind config_type layer_type
    if [ "$type" = oci ]; then
        kind=application/vnd.oci.image.manifest.v1+json config_type=application/vnd.oci.image.config.v1+json layer_type=application/vnd.oci.image.layer.v1.tar+gzip
    else
        kind=application/vnd.docker.distribution.manifest.v2+json config_type=application/vnd.docker.container.image.v1+json layer_type=application/vnd.docker.image.rootfs.diff.tar.gzip
    fi
    rm -rf "$layout" "$layout.root"
    mkdir -p "$layout" "$layout.root/etc"
    echo 'Directory Transport Version: 1.1' > "$layout/version"
    echo "$name $tag $architecture" > "$layout.root/etc/image"
    tar -C "$layout.root" --sort=name --mtime=@$SOURCE_DATE_EPOCH --owner=0 --group=0 -cf "$layout.tar" .
    gzip -9nc "$layout.tar" > "$layout.gz"
    layer=$(sha "$layout.gz")
    printf '{"architecture":"%s","os":"linux","created":"2026-01-01T00:00:00Z","config":{"Labels":{"name":"%s","version":"%s"},"Cmd":["/bin/sh"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]},"history":[{"created":"2026-01-01T00:00:00Z","created_by":"upstreams.sh"}]}' \
        "$architecture" "$name" "$tag" "$(sha "$layout.tar")" > "$layout.config"
    config=$(sha "$layout.config")
    printf '{"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","size":%d,"digest":"sha256:%s"},"layers":[{"mediaType":"%s","size":%d,"digest":"sha256:%s"}]}' \
        "$kind" "$config_type" "$(size "$layout.config")" "$config" "$layer_type" "$(size "$layout.gz")" "$layer" > "$layout/manifest.json"
    mv "$layout.gz" "$layout/$layer"
    mv "$layout.config" "$layout/$config"
    rm -rf "$layout.tar" "$layout.root"
}

push() { skopeo --insecure-policy copy --quiet --all --dest-tls-verify=false "dir:$1" "docker://127.0.0.1:$registry_port/$2:$3"; }

# image_push NAME TAG [TYPE]
image_push() {
    image "$dir/build/image" "$1" "$2" amd64 "${3:-docker}"
    push "$dir/build/image" "$1" "$2"
}

# image_list_push NAME TAG: one tag for two architectures.
image_list_push() {
    local list=$dir/build/list entries='' architecture digest
    rm -rf "$list"
    mkdir -p "$list"
    for architecture in amd64 arm64; do
        image "$dir/build/image" "$1" "$2" "$architecture"
        digest=$(sha "$dir/build/image/manifest.json")
        entries+=$(printf '%s{"mediaType":"application/vnd.docker.distribution.manifest.v2+json","size":%d,"digest":"sha256:%s","platform":{"architecture":"%s","os":"linux"}}' \
            "${entries:+,}" "$(size "$dir/build/image/manifest.json")" "$digest" "$architecture")
        mv "$dir/build/image/manifest.json" "$dir/build/image/$digest.manifest.json"
        cp "$dir/build/image"/* "$list"
    done
    printf '{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.list.v2+json","manifests":[%s]}' "$entries" > "$list/manifest.json"
    push "$list" "$1" "$2"
}

images() {
    local name
    for name in cinder-api glance-api keystone nova-compute; do
        image_push "stackhpc/$name" 2026.1-rocky-9-20260101T000000
    done
    image_push stackhpc/nova-compute 2026.1-rocky-9-20260201T000000
    image_push stackhpc/nova-compute 2026.1-ubuntu-noble-20260101T000000
    image_push stackhpc/fluentd 2026.1-rocky-9-20260101T000000 oci
    image_list_push stackhpc/haproxy 2026.1-rocky-9-20260101T000000
}

# ------------------------------------------------------------------ servers

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        grep -qi ":$(printf %04X $port) " /proc/net/tcp /proc/net/tcp6 2> /dev/null || { echo $port; return; }
    done
}

wait_for() {
    local _
    for _ in $(seq 100); do
        # Whatever the answer is, 401 too, somebody listens.
        (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null && return
        sleep 0.1
    done
    echo "nothing listens on port $1, see $dir/*.log" >&2
    return 1
}

serve_registry() {
    cat > "$dir/registry.yml" <<EOF
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $dir/registry}, delete: {enabled: true}}
http: {addr: "127.0.0.1:$registry_port"}
EOF
    setsid docker-registry serve "$dir/registry.yml" > "$dir/registry.log" 2>&1 < /dev/null &
    echo $! > "$dir/registry.pid"
    wait_for "$registry_port"
}

serve_web() {
    echo 'user:{PLAIN}pass' > "$dir/passwords"
    cat > "$dir/nginx.conf" <<EOF
pid $dir/nginx.pid;
worker_processes 1;
error_log $dir/nginx.log;
events {}
http {
    access_log $dir/access.log;
    client_body_temp_path $dir/tmp; proxy_temp_path $dir/tmp; fastcgi_temp_path $dir/tmp; uwsgi_temp_path $dir/tmp; scgi_temp_path $dir/tmp;
    server { listen 127.0.0.1:$web_port; root $www; autoindex on;
             location /python/pypi/ { default_type application/json; add_header X-PyPI-Last-Serial 1; } }
    server { listen 127.0.0.1:$private_port; root $www; auth_basic Ark; auth_basic_user_file $dir/passwords; autoindex on;
             location /v2/ { proxy_pass http://127.0.0.1:$registry_port; proxy_set_header Host \$http_host; } }
}
EOF
    # nginx drops root for its workers, which must still read what was built here.
    [ "$(id -u)" -ne 0 ] || sed -i '1i user root;' "$dir/nginx.conf"
    nginx -c "$dir/nginx.conf" -e "$dir/nginx.log" -p "$dir/"
    wait_for "$web_port"
}

start() {
    registry_port=$(free_port) web_port=$(free_port) private_port=$(free_port)
    mkdir -p "$dir/build" "$dir/tmp" "$www"
    trap 'stop' ERR INT TERM
    serve_registry
    serve_web
    rpms
    debs
    files
    python_package tiny-otter 1.0
    images
    cat > "$dir/env" <<EOF
UPSTREAM_RPM_URL=http://127.0.0.1:$web_port/rpm
UPSTREAM_DEB_URL=http://127.0.0.1:$web_port/deb
UPSTREAM_DEB_FLAT_URL=http://127.0.0.1:$web_port/deb-flat
UPSTREAM_FILE_URL=http://127.0.0.1:$web_port/file
UPSTREAM_PYTHON_URL=http://127.0.0.1:$web_port/python
UPSTREAM_REGISTRY_URL=http://127.0.0.1:$registry_port
UPSTREAM_PRIVATE_URL=http://127.0.0.1:$private_port
UPSTREAM_PRIVATE_REGISTRY_URL=http://127.0.0.1:$private_port
UPSTREAM_USERNAME=user
UPSTREAM_PASSWORD=pass
EOF
    cat "$dir/env"
}

grow() {
    registry_port=$(sed -n 's/^UPSTREAM_REGISTRY_URL=.*://p' "$dir/env")
    web_port=$(sed -nE 's#^UPSTREAM_PYTHON_URL=.*:([0-9]+)/.*#\1#p' "$dir/env")
    rpm_package baseos weasel 1.1 'Provides: mustelid = 1.1'
    rpm_index baseos 2
    deb_package "$www/deb/pool/jammy/main" lynx-cat 1.1 all
    deb_index jammy main universe
    echo 'release notes' > "$www/file/notes.txt"
    file_index
    python_package tiny-otter 1.1
    image_push stackhpc/keystone 2026.1-rocky-9-20260201T000000
}

stop() {
    local pid
    for pid in "$dir/registry.pid" "$dir/nginx.pid"; do
        [ ! -s "$pid" ] || kill "$(cat "$pid")" 2> /dev/null || true
        rm -f "$pid"
    done
}

case $command in
    start | grow | stop) "$command" ;;
    *) usage ;;
esac
