// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Entities;

/// <summary>What holds for every kind of thing the schema describes.</summary>
public sealed class EveryTypeTests
{
    private static readonly Sandbox.Entities.Schema Schema = new();

    // Values that are of no field's kind, or of the wrong one.
    private static readonly Func<JsonNode?>[] Oddities =
    [
        () => null, () => "", () => "\u0000", () => -1, () => 1.5, () => true, () => new JsonArray(), () => new JsonArray(1, null),
        () => new JsonObject { ["a"] = new JsonArray() }, () => "/pulp/api/v3/x/",
    ];

    public static TheoryData<string> Creatable =>
        [.. Schema.Types.Values.Where(type => type.Verbs.Contains("create") && type.Family != "content").Select(type => type.Path)];

    [Theory]
    [MemberData(nameof(Creatable))]
    public async Task Nothing_a_request_may_hold_is_a_fault_of_the_server(string path)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        foreach (var field in Schema.Types[path].Fields)
        {
            foreach (var oddity in Oddities)
            {
                var body = new JsonObject
                {
                    ["name"] = Guid.NewGuid().ToString(),
                    ["url"] = "http://127.0.0.1:9/",
                    ["base_path"] = Guid.NewGuid().ToString(),
                    [field.Name] = oddity(),
                };

                var (status, answer) = await pulp.SendAsync(HttpMethod.Post, $"{path}/", body);

                // Pulp has errors of its own where a reference is no text and where a number is none of its database's.
                var isPulpsFault = status == 500
                    && (field.Targets.Count > 0 || field.Kind is "integer" or "reference" or "json" || field.Items == "reference");
                Assert.True(isPulpsFault || status is 201 or 202 or 400, $"{body.ToJsonString()}: {status} {answer?.ToJsonString()}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Creatable))]
    public async Task What_is_missing_is_named(string path)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var required = Schema.Types[path].Fields.Where(field => field.Required).Select(field => field.Name).ToList();

        var (status, body) = await pulp.SendAsync(HttpMethod.Post, $"{path}/", []);

        if (required.Count > 0)
        {
            Assert.Equal(400, status);
            Assert.All(required, name => Assert.Equal("This field is required.", (string)body![name]![0]!));
        }
    }

    [Theory]
    [InlineData("repositories/rpm/rpm/", "retain_package_versions", "-1", "Ensure this value is greater than or equal to 0.")]
    [InlineData("repositories/rpm/rpm/", "retain_repo_versions", "\"many\"", "A valid integer is required.")]
    [InlineData("repositories/rpm/rpm/", "autopublish", "\"perhaps\"", "Must be a valid boolean.")]
    [InlineData("repositories/rpm/rpm/", "checksum_type", "\"crc32\"", "\"crc32\" is not a valid choice.")]
    [InlineData("repositories/rpm/rpm/", "name", "null", "This field may not be null.")]
    [InlineData("repositories/rpm/rpm/", "name", "\" \"", "This field may not be blank.")]
    [InlineData("repositories/rpm/rpm/", "name", "true", "Not a valid string.")]
    [InlineData("repositories/rpm/rpm/", "pulp_labels", "[]", "Expected a dictionary of items but got type \"list\".")]
    [InlineData(
        "repositories/rpm/rpm/",
        "package_signing_fingerprint",
        "\"00000000000000000000000000000000000000000\"",
        "Ensure this field has no more than 40 characters.")]
    [InlineData("repositories/rpm/rpm/", "remote", "\"x\"", "Invalid hyperlink - No URL match.")]
    [InlineData("repositories/rpm/rpm/", "remote", "\"/pulp/api/v3/remotes/rpm/rpm/1/\"", "Invalid hyperlink - Object does not exist.")]
    [InlineData("repositories/rpm/rpm/", "remote", "\"/pulp/api/v3/repositories/rpm/rpm/1/\"", "Invalid hyperlink - Incorrect URL match.")]
    [InlineData("repositories/rpm/rpm/", "remote", "\"/nowhere/\"", "Invalid hyperlink - No URL match.")]
    [InlineData("remotes/deb/apt/", "total_timeout", "-0.5", "Ensure this value is greater than or equal to 0.0.")]
    [InlineData("remotes/deb/apt/", "policy", "\"lazy\"", "\"lazy\" is not a valid choice.")]
    [InlineData(
        "remotes/deb/apt/",
        "url",
        "\"http://user:word@host/\"",
        "The remote url contains username or password. Please use remote username or password instead.")]
    [InlineData("remotes/container/container/", "include_tags", "\"latest\"", "Expected a list of items but got type \"str\".")]
    public async Task A_value_that_does_not_fit_is_refused_in_Pulps_words(string path, string field, string value, string message)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var body = new JsonObject
        {
            ["name"] = "n",
            ["url"] = "http://127.0.0.1:9/",
            ["distributions"] = "d",
            ["upstream_name"] = "u",
            [field] = JsonNode.Parse(value),
        };
        foreach (var unknown in body.Select(entry => entry.Key)
            .Where(name => Schema.Types[path.TrimEnd('/')].Fields.All(known => known.Name != name))
            .ToList())
        {
            body.Remove(unknown);
        }

        var (status, answer) = await pulp.SendAsync(HttpMethod.Post, path, body);

        Assert.Equal(400, status);
        Assert.Equal(message, (string)answer![field]![0]!);
    }

    [Fact]
    public async Task A_name_is_taken_by_any_type_of_its_family()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        await pulp.CreateAsync("repositories/rpm/rpm/", new() { ["name"] = "n" });

        var (status, body) = await pulp.SendAsync(HttpMethod.Post, "repositories/deb/apt/", new() { ["name"] = "n" });

        Assert.Equal((400, """{"name":["This field must be unique."]}"""), (status, body!.ToJsonString()));
    }

    [Fact]
    public async Task What_is_deleted_is_forgotten_by_what_referred_to_it()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var remote = (string)(
            await pulp.CreateAsync("remotes/file/file/", new() { ["name"] = "r", ["url"] = "http://127.0.0.1:9/" }))["pulp_href"]!;
        var repository = (string)(
            await pulp.CreateAsync("repositories/file/file/", new() { ["name"] = "r", ["remote"] = remote }))["pulp_href"]!;
        await pulp.RunAsync(HttpMethod.Post, "publications/file/file/", new() { ["repository"] = repository });
        await pulp.RunAsync(
            HttpMethod.Post, "distributions/file/file/", new() { ["name"] = "d", ["base_path"] = "d", ["repository"] = repository });

        await pulp.RunAsync(HttpMethod.Delete, remote);
        Assert.Null((await pulp.GetAsync(repository))["remote"]);

        await pulp.RunAsync(HttpMethod.Delete, repository);
        Assert.Equal(0, (int)(await pulp.GetAsync("publications/"))["count"]!);
        Assert.Null((await pulp.GetAsync("distributions/"))["results"]![0]!["repository"]);
    }

    [Fact]
    public async Task The_document_of_the_schema_is_served()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        pulp.Http.DefaultRequestHeaders.Authorization = null;

        var document = JsonNode.Parse(await pulp.Http.GetStringAsync(new Uri($"{EntityType.Root}docs/api.json", UriKind.Relative)));

        Assert.Equal("Pulp 3 API", (string)document!["info"]!["title"]!);
    }
}
