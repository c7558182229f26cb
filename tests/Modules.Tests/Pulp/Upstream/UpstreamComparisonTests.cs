// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Upstream;

/// <summary>What check mode says of syncs, before anything was synced, when nothing is new, and when upstreams have grown.</summary>
public sealed class UpstreamComparisonTests : IDisposable
{
    private const string Tag = "2026.1-rocky-9-20260101T000000";

    private readonly SandboxProcess _pulp = new("--workers", "8");
    private readonly Upstreams _upstreams = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstreams.Dispose();
    }

    [Fact]
    public async Task Of_99_images_those_are_named_whose_tags_are_new()
    {
        // Three follow the image that grows; a tag of another one moves, of which there is one more.
        string[] still = ["stackhpc/cinder-api", "stackhpc/nova-compute", "stackhpc/fluentd", "stackhpc/haproxy"];
        var images = Enumerable.Range(0, 99)
            .Select(number => Image(number, number < 3 ? "stackhpc/keystone" : number == 3 ? "stackhpc/glance-api" : still[number % 4]))
            .ToArray();

        await ForeseesAsync("container", images, "99 of 99 images have new tags");
        await SyncAsync("container", images);
        await ForeseesAsync("container", images, "0 of 99 images have new tags");
        _upstreams.Grow();
        var grown = await ForeseesAsync("container", images, "3 of 99 images have new tags");
        Assert.Equal(["image-0", "image-1", "image-2"], Changed(grown));
        _upstreams.MoveTag("stackhpc/glance-api", Tag, "stackhpc/cinder-api");
        var moved = await ForeseesAsync("container", images, "4 of 99 images have new tags");
        Assert.Contains($"1 tags are new upstream or have moved: {Tag}.", Messages(moved), StringComparison.Ordinal);
        await SyncAsync("container", images);
        await ForeseesAsync("container", images, "0 of 99 images have new tags");
    }

    [Fact]
    public async Task Only_the_tags_an_image_is_pinned_to_are_looked_at()
    {
        var pinned = Image(0, "stackhpc/keystone");
        pinned["include_tags"] = new JsonArray(Tag);
        await SyncAsync("container", pinned);
        _upstreams.Grow();
        await ForeseesAsync("container", [pinned], "0 of 1 images have new tags");
        _upstreams.MoveTag("stackhpc/keystone", Tag, "stackhpc/cinder-api");
        await ForeseesAsync("container", [pinned], "1 of 1 images have new tags");
    }

    [Fact]
    public async Task A_registry_that_wants_tokens_is_asked_with_the_login_of_the_item()
    {
        using var ark = new SandboxProcess();
        var source = Image(0, "stackhpc/keystone");
        await SyncAsync("container", ark.Address, source);
        _ = await Calling.ListAsync(
            "distributions",
            ark.Address,
            "container",
            [new() { ["name"] = "image-0", ["repository"] = "image-0", ["base_path"] = "ark/keystone", ["private"] = true }]);
        var image = new JsonObject
        {
            ["name"] = "from-ark",
            ["url"] = ark.Address,
            ["upstream_name"] = "ark/keystone",
            ["policy"] = "on_demand",
            ["remote_username"] = "admin",
            ["remote_password"] = "password",
        };

        await SyncAsync("container", image);
        await ForeseesAsync("container", [image], "0 of 1 images have new tags");
        _upstreams.Grow();
        await SyncAsync("container", ark.Address, source);
        await ForeseesAsync("container", [image], "1 of 1 images have new tags");
        image["remote_password"] = "wrong";
        var refused = await ForeseesAsync("container", [image], "0 of 1 images have new tags, of 1 it is not known");
        Assert.Contains("401", Messages(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rpm_repositories_are_compared_package_by_package()
    {
        JsonObject[] all =
        [
            Rpm("baseos", "additive"),
            Rpm("appstream", "additive"),
            Rpm("baseos", "mirror_content_only"),
            Rpm("appstream", "mirror_content_only"),
        ];

        await ForeseesAsync("rpm", all, "4 of 4 rpm repositories have something new");
        await SyncAsync("rpm", all);
        var same = await ForeseesAsync("rpm", all, "0 of 4 rpm repositories have something new");
        Assert.Contains("The upstream has the same packages, advisories, package groups.", Messages(same), StringComparison.Ordinal);
        _upstreams.Grow();
        var grown = await ForeseesAsync("rpm", all, "2 of 4 rpm repositories have something new");
        Assert.Equal(["baseos-additive", "baseos-mirror_content_only"], Changed(grown));
        Assert.Contains("The upstream, revision 2, differs: packages (1 new).", Messages(grown), StringComparison.Ordinal);
        await SyncAsync("rpm", all);
        await ForeseesAsync("rpm", all, "0 of 4 rpm repositories have something new");
        _upstreams.Pack("appstream", "xz");
        var poorer = await ForeseesAsync("rpm", all, "1 of 4 rpm repositories have something new");
        Assert.Equal(["appstream-mirror_content_only"], Changed(poorer));
        Assert.Contains("differs: advisories (1 gone)", Messages(poorer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complete_mirror_is_compared_by_the_repomd_xml_it_serves()
    {
        JsonObject[] both = [Rpm("baseos", "mirror_complete"), Rpm("appstream", "mirror_complete")];
        await SyncAsync("rpm", both);
        var unserved = await ForeseesAsync("rpm", both, "0 of 2 rpm repositories have something new, of 2 it is not known");
        Assert.Contains("repomd.xml cannot be compared", Messages(unserved), StringComparison.Ordinal);
        _ = await Calling.ListAsync(
            "distributions",
            _pulp.Address,
            "rpm",
            [
                .. both.Select(
                    item =>
                        new JsonObject { ["name"] = (string?)item["name"], ["repository"] = (string?)item["name"], ["base_path"] = (string?)item["name"] }),
            ]);

        var same = await ForeseesAsync("rpm", both, "0 of 2 rpm repositories have something new");
        Assert.Contains("The upstream's repomd.xml, revision 1, is the one that is served.", Messages(same), StringComparison.Ordinal);
        _upstreams.Grow();
        await ForeseesAsync("rpm", both, "1 of 2 rpm repositories have something new");
    }

    [Fact]
    public async Task Debian_archives_are_compared_by_their_Release_files()
    {
        JsonObject[] both = [Deb("jammy"), Deb("noble")];

        await ForeseesAsync("deb", both, "2 of 2 deb repositories have something new");
        await SyncAsync("deb", both);
        await ForeseesAsync("deb", both, "0 of 2 deb repositories have something new");
        _upstreams.Grow();
        var grown = await ForeseesAsync("deb", both, "1 of 2 deb repositories have something new");
        Assert.Equal(["jammy"], Changed(grown));
        await SyncAsync("deb", both);
        await ForeseesAsync("deb", both, "0 of 2 deb repositories have something new");
    }

    [Fact]
    public async Task Python_projects_are_compared_file_by_file()
    {
        JsonObject[] all = [Python("plain", "tiny-otter"), Python("pinned", "tiny-otter==1.0"), Python("wheels", "tiny-otter", "bdist_wheel")];

        await ForeseesAsync("python", all, "3 of 3 python repositories have something new");
        await SyncAsync("python", all);
        all[2] = Python("wheels", "tiny-otter", "sdist"); // what was left out is wanted by now
        await ForeseesAsync("python", all, "1 of 3 python repositories have something new");
        await SyncAsync("python", all);
        var same = await ForeseesAsync("python", all, "0 of 3 python repositories have something new");
        Assert.Contains("The upstream has the same files.", Messages(same), StringComparison.Ordinal);
        _upstreams.Grow();
        var grown = await ForeseesAsync("python", all, "2 of 3 python repositories have something new, of 1 it is not known");
        Assert.Equal(["plain", "wheels"], Changed(grown));
        Assert.Contains("The upstream has 1 new or changed files.", Messages(grown), StringComparison.Ordinal);
        Assert.Contains("the repository lacks 1 files of the upstream's, which includes may leave out.", Messages(grown), StringComparison.Ordinal);
    }

    private JsonObject Python(string name, string project, params string[] types)
    {
        var item = new JsonObject { ["name"] = name, ["url"] = _upstreams["PYTHON_URL"], ["includes"] = new JsonArray(project), ["policy"] = "on_demand" };
        if (types.Length > 0)
        {
            item["package_types"] = new JsonArray([.. types.Select(type => (JsonNode?)type)]);
        }

        return item;
    }

    private JsonObject Image(int number, string upstream) => new()
    {
        ["name"] = $"image-{number}",
        ["url"] = _upstreams["REGISTRY_URL"],
        ["upstream_name"] = upstream,
        ["policy"] = "on_demand",
    };

    private JsonObject Rpm(string name, string policy) => new()
    {
        ["name"] = $"{name}-{policy}",
        ["url"] = $"{_upstreams["RPM_URL"]}/{name}/",
        ["policy"] = "on_demand",
        ["sync_policy"] = policy,
    };

    private JsonObject Deb(string distribution) => new()
    {
        ["name"] = distribution,
        ["url"] = _upstreams["DEB_URL"],
        ["distributions"] = new JsonArray(distribution),
        ["policy"] = "on_demand",
    };

    private async Task<JsonObject> ForeseesAsync(string type, JsonObject[] items, string what)
    {
        var answer = await Calling.ListAsync("repositories", _pulp.Address, type, items, checkMode: true);
        Assert.True(((string?)answer["msg"])?.EndsWith($" s; would sync: {what}", StringComparison.Ordinal), $"{answer["msg"]}\n{Messages(answer)}");
        return answer;
    }

    private Task SyncAsync(string type, params JsonObject[] items) => SyncAsync(type, _pulp.Address, items);

    private static async Task SyncAsync(string type, string address, params JsonObject[] items)
    {
        var answer = await Calling.ListAsync("repositories", address, type, items);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
    }

    private static IEnumerable<string> Changed(JsonObject answer) =>
        answer["results"]!.AsArray().Where(result => (bool)result!["changed"]!).Select(result => (string)result!["name"]!);

    private static string Messages(JsonObject answer) =>
        string.Join('\n', answer["results"]!.AsArray().Select(result => (string?)result!["msg"]).Distinct());
}
