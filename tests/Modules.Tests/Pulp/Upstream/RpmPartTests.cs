// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Modules.Pulp.Upstream.Comparisons;

namespace Modules.Tests.Pulp.Upstream;

/// <summary>The files of an RPM repository are read as far as it takes to tell units apart.</summary>
public sealed class RpmPartTests
{
    [Fact]
    public Task Modules_are_told_by_name_stream_version_context_and_architecture() => ReadAsync(
        "modules",
        """
        ---
        document: modulemd
        version: 2
        data:
          name: nginx
          stream: "1.24"
          version: 9030020230920
          context: 9edba152
          arch: x86_64
          summary: a web server
          description: >-
            name: not this
          license:
            module:
              - MIT
        ---
        document: modulemd-defaults
        version: 1
        data:
          module: nginx
          stream: 1.24
        ...
        ---
        document: modulemd
        version: 2
        data:
          name: php
          stream: 8.1
          version: 1
          context: 'c1'
          arch: x86_64
        ...
        """,
        "nginx 1.24 9030020230920 9edba152 x86_64",
        "php 8.1 1 c1 x86_64");

    [Fact]
    public Task Advisories_are_told_by_their_day() => ReadAsync(
        "updateinfo",
        """
        <updates>
          <update from="x" type="security"><id>A-1</id><updated date="2026-01-02 03:04:05"/><references><reference id="B-1"/></references></update>
          <update><id>A-2</id></update>
        </updates>
        """,
        "A-1 2026-01-02",
        "A-2 ");

    [Fact]
    public Task Packages_are_told_by_checksum_and_architecture() => ReadAsync(
        "primary",
        """
        <metadata xmlns="http://linux.duke.edu/metadata/common" packages="1">
          <package type="rpm"><name>a</name><arch>noarch</arch><checksum type="sha256" pkgid="YES">abc</checksum><format><rpm:license xmlns:rpm="x">MIT</rpm:license></format></package>
        </metadata>
        """,
        "abc noarch");

    private static async Task ReadAsync(string type, string file, params string[] wanted)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var found = await RpmPart.All.Single(part => part.Type == type).ReadAsync(stream);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}
