// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Lists;

public sealed class ListingTests
{
    private const string Path = "repositories/file/file/";

    [Fact]
    public async Task A_question_longer_than_a_request_line_may_be_is_refused()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        Assert.Equal(200, await AskAsync(4094));
        Assert.Equal(400, await AskAsync(4095));

        async Task<int> AskAsync(int length)
        {
            var start = $"{LiveSandbox.Api}repositories/?name__in=";
            return (await pulp.SendAsync(HttpMethod.Get, start + new string('n', length - start.Length - "GET  HTTP/1.1".Length))).Status;
        }
    }

    [Fact]
    public async Task Pages_follow_one_another_by_their_links()
    {
        await using var pulp = await WithRepositoriesAsync("a", "b", "c", "d", "e");

        var names = new List<string>();
        for (var next = $"{Path}?limit=2&ordering=name"; next is not null;)
        {
            var page = await pulp.GetAsync(
                next.Replace(pulp.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal));
            Assert.Equal(5, (int)page["count"]!);
            names.AddRange(Names(page));
            next = (string?)page["next"];
        }

        Assert.Equal(["a", "b", "c", "d", "e"], names);
    }

    [Fact]
    public async Task Links_are_absolute_and_keep_the_other_parameters()
    {
        await using var pulp = await WithRepositoriesAsync("a1", "a2", "a3");

        var page = await pulp.GetAsync($"{Path}?name__startswith=a&limit=1&offset=1");

        var origin = pulp.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Assert.Equal($"{origin}/pulp/api/v3/{Path}?limit=1&name__startswith=a&offset=2", (string?)page["next"]);
        Assert.Equal($"{origin}/pulp/api/v3/{Path}?limit=1&name__startswith=a", (string?)page["previous"]);
    }

    [Fact]
    public async Task Without_an_ordering_the_newest_comes_first()
    {
        await using var pulp = await WithRepositoriesAsync("b", "c", "a");

        Assert.Equal(["a", "c", "b"], Names(await pulp.GetAsync(Path)));
    }

    [Theory]
    [InlineData("name=rpm", "rpm")]
    [InlineData("name=", "deb,rpm,rpm-2")]
    [InlineData("name=%20", "deb,rpm,rpm-2")]
    [InlineData("name=%20rpm%20", "rpm")]
    [InlineData("name__in=rpm,deb", "deb,rpm")]
    [InlineData("name__in=rpm,rpm,none", "rpm")]
    [InlineData("name__in=rpm,deb&retain_repo_versions=2", "deb")]
    [InlineData("name=deb&name__in=rpm,deb", "deb")]
    [InlineData("name__contains=pm-", "rpm-2")]
    [InlineData("name__icontains=RPM", "rpm,rpm-2")]
    [InlineData("name__startswith=rpm", "rpm,rpm-2")]
    [InlineData("name__regex=^.{3}$", "deb,rpm")]
    [InlineData("name__iexact=DEB", "deb")]
    [InlineData("pulp_label_select=tier=gold", "rpm")]
    [InlineData("pulp_label_select=tier!=gold", "deb")]
    [InlineData("pulp_label_select=tier", "deb,rpm")]
    [InlineData("pulp_label_select=!tier", "rpm-2")]
    [InlineData("pulp_label_select=tier~GO", "rpm")]
    [InlineData("pulp_label_select=tier,owner=me", "deb")]
    [InlineData("q=name=rpm OR name=deb", "deb,rpm")]
    [InlineData("q=NOT (name='rpm' or name=deb)", "rpm-2")]
    [InlineData("q=name__contains=rpm AND NOT pulp_label_select=\"tier=gold\"", "rpm-2")]
    [InlineData("retain_repo_versions=3", "rpm")]
    [InlineData("retain_repo_versions__gte=2", "deb,rpm")]
    [InlineData("retain_repo_versions__isnull=true", "rpm-2")]
    [InlineData("retain_repo_versions__range=2,2", "deb")]
    public async Task Filters_choose(string query, string expected)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        await pulp.CreateAsync(
            Path, new() { ["name"] = "rpm", ["retain_repo_versions"] = 3, ["pulp_labels"] = new JsonObject { ["tier"] = "gold" } });
        await pulp.CreateAsync(
            Path,
            new()
            {
                ["name"] = "deb",
                ["retain_repo_versions"] = 2,
                ["pulp_labels"] = new JsonObject { ["tier"] = "tin", ["owner"] = "me" },
            });
        await pulp.CreateAsync(Path, new() { ["name"] = "rpm-2" });

        var escaped = query.Replace("^", "%5E", StringComparison.Ordinal).Replace("=name=", "=name%3D", StringComparison.Ordinal);
        Assert.Equal(expected.Split(','), Names(await pulp.GetAsync($"{Path}?ordering=name&{escaped}")));
    }

    [Fact]
    public async Task Things_are_found_by_href_and_by_prn()
    {
        await using var pulp = await WithRepositoriesAsync("a", "b", "c");
        var all = (await pulp.GetAsync($"{Path}?ordering=name"))["results"]!.AsArray();

        Assert.Equal(
            ["a", "c"], Names(await pulp.GetAsync($"{Path}?ordering=name&pulp_href__in={all[0]!["pulp_href"]},{all[2]!["pulp_href"]}")));
        Assert.Equal(["b"], Names(await pulp.GetAsync($"repositories/?prn__in={all[1]!["prn"]}")));
        Assert.Equal(
            ["b"], Names(await pulp.GetAsync($"repositories/?pulp_href__in={all[1]!["pulp_href"]},{all[1]!["pulp_href"]}&name=b")));
    }

    [Fact]
    public async Task A_filter_nobody_knows_is_an_error()
    {
        await using var pulp = await LiveSandbox.StartAsync();

        var (status, body) = await pulp.SendAsync(HttpMethod.Get, $"{Path}?colour=red");

        Assert.Equal(400, status);
        Assert.Equal("""{"errors":["Invalid Filter: \u0027colour\u0027"]}""", body!.ToJsonString());
    }

    [Theory]
    [InlineData("colour=red")]
    [InlineData("(name=a")]
    [InlineData("name=a name=b")]
    [InlineData("AND")]
    public async Task An_expression_that_cannot_be_read_is_an_error(string expression)
    {
        await using var pulp = await LiveSandbox.StartAsync();

        var (status, _) = await pulp.SendAsync(HttpMethod.Get, $"{Path}?q={Uri.EscapeDataString(expression)}");

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Only_the_wanted_fields_are_shown()
    {
        await using var pulp = await WithRepositoriesAsync("a");

        Assert.Equal(["prn", "name"], Shown(await pulp.GetAsync($"{Path}?fields=name,prn")));
        Assert.DoesNotContain("name", Shown(await pulp.GetAsync($"{Path}?exclude_fields=name")));
    }

    [Fact]
    public async Task A_list_of_a_family_shows_all_its_types_with_the_fields_they_share()
    {
        await using var pulp = await WithRepositoriesAsync("files");
        await pulp.CreateAsync("repositories/rpm/rpm/", new() { ["name"] = "rpms" });

        var page = await pulp.GetAsync("repositories/?ordering=name");

        Assert.Equal(["files", "rpms"], Names(page));
        Assert.DoesNotContain("manifest", Shown(page));
    }

    /// <summary>Each list says what it may be ordered by; those that do not look at the query do not look at this either.</summary>
    [Theory]
    [InlineData("repositories/file/file/?ordering=nope", "nope")]
    [InlineData("repositories/file/file/?ordering=name,-x", "-x")]
    [InlineData("repositories/file/file/?ordering=--name", "--name")]
    [InlineData("users/?ordering=pulp_created", "pulp_created")]
    [InlineData("groups/?ordering=pulp_id", "pulp_id")]
    [InlineData("publications/file/file/?ordering=name", "name")]
    [InlineData("tasks/?ordering=nope", "nope")]
    [InlineData("users/1/roles/?ordering=nope", "nope")]
    [InlineData("REPOSITORYversions/?ordering=name", "name")]
    [InlineData("REPOSITORYversions/?ordering=-number", null)]
    [InlineData("users/?ordering=-username", null)]
    [InlineData("task-groups/?ordering=nope&nonsense=1", null)]
    public async Task A_list_is_ordered_by_what_it_names(string path, string? refused)
    {
        await using var pulp = await WithRepositoriesAsync("a");
        var repository = (string)(await pulp.GetAsync(Path))["results"]![0]!["pulp_href"]!;

        var (status, body) = await pulp.SendAsync(HttpMethod.Get, path.Replace("REPOSITORY", repository, StringComparison.Ordinal));

        Assert.Equal(refused is null ? 200 : 400, status);
        Assert.Equal(
            refused is null ? null : $"Select a valid choice. {refused} is not one of the available choices.",
            (string?)body!["ordering"]?[0]);
    }

    [Theory]
    [InlineData("x", "URI not valid: x")]
    [InlineData("HREF,x", "URI not valid: x")]
    [InlineData("%20", "URI not valid: ")]
    [InlineData("HREFversions/0/", "URI does not contain an unqualified resource PK")]
    [InlineData("/pulp/api/v3/status/", "URI does not contain an unqualified resource PK")]
    public async Task A_filter_for_hrefs_takes_hrefs_only(string value, string refusal)
    {
        await using var pulp = await WithRepositoriesAsync("a");
        var href = (string)(await pulp.GetAsync(Path))["results"]![0]!["pulp_href"]!;

        var (status, body) = await pulp.SendAsync(
            HttpMethod.Get, $"{Path}?pulp_href__in={value.Replace("HREF", href, StringComparison.Ordinal)}");

        Assert.Equal((400, refusal), (status, (string?)body![0]));
    }

    [Fact]
    public async Task A_filter_for_no_hrefs_finds_nothing_and_one_for_those_of_another_kind_neither()
    {
        await using var pulp = await WithRepositoriesAsync("a");
        var href = (string)(await pulp.GetAsync(Path))["results"]![0]!["pulp_href"]!;

        Assert.Empty(Names(await pulp.GetAsync($"{Path}?pulp_href__in=")));
        Assert.Empty(Names(await pulp.GetAsync($"remotes/file/file/?pulp_href__in={href}")));
        var origin = pulp.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Assert.Equal(["a"], Names(await pulp.GetAsync($"{Path}?pulp_href__in={origin}{href}")));
    }

    /// <summary>The members of a group are in the order in which they came, whatever is asked for.</summary>
    [Fact]
    public async Task Users_and_groups_are_shown_whole()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        foreach (var name in (string[])["mia", "zoe", "adam"])
        {
            _ = await pulp.CreateAsync("users/", new() { ["username"] = name, ["password"] = "quite-A-secret-99" });
        }

        var group = (string)(await pulp.CreateAsync("groups/", new() { ["name"] = "g" }))["pulp_href"]!;
        foreach (var name in (string[])["mia", "adam", "zoe"])
        {
            _ = await pulp.CreateAsync($"{group}users/", new() { ["username"] = name });
        }

        foreach (var path in (string[])["users/?fields=username", "users/?exclude_fields=username,email", "users/1/?fields=username"])
        {
            Assert.Equal(await KeysAsync("users/1/"), await KeysAsync(path));
        }

        foreach (var path in (string[])["groups/?fields=name", $"{group}?exclude_fields=name"])
        {
            Assert.Equal(await KeysAsync(group), await KeysAsync(path));
        }

        Assert.Equal(["role"], await KeysAsync("users/1/roles/?fields=role"));
        foreach (var query in (string[])["", "?ordering=-username", "?fields=username", "?username=zoe", "?nonsense=1"])
        {
            var members = (await pulp.GetAsync($"{group}users/{query}"))["results"]!.AsArray();
            Assert.Equal(["mia", "adam", "zoe"], members.Select(member => (string?)member!["username"]));
            Assert.All(members, member => Assert.Equal(3, member!.AsObject().Count));
        }

        async Task<string[]> KeysAsync(string path)
        {
            var shown = await pulp.GetAsync(path);
            return [.. (shown["results"]?[0]!.AsObject() ?? shown).Select(field => field.Key)];
        }
    }

    private static async Task<LiveSandbox> WithRepositoriesAsync(params string[] names)
    {
        var pulp = await LiveSandbox.StartAsync();
        foreach (var name in names)
        {
            await pulp.CreateAsync(Path, new() { ["name"] = name });
        }

        return pulp;
    }

    private static IEnumerable<string> Names(JsonObject page) => page["results"]!.AsArray().Select(row => (string)row!["name"]!);

    private static IEnumerable<string> Shown(JsonObject page) => page["results"]![0]!.AsObject().Select(field => field.Key);
}
