// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenStack;

namespace CiSandbox.Tests.OpenStack;

/// <summary>Each exchange recorded with a nova-api 26.2.2, held against the sandbox's, whose servers are those of the recording.</summary>
public sealed class NovaConformanceTests : IAsyncLifetime
{
    private static readonly Recording Recorded = new("nova");

    private readonly string _servers = Path.GetTempFileName();
    private RunningCloud _cloud = null!;

    public static TheoryData<string> Names => Recorded.Names;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_servers, Recorded.Exchanges.First()["body"]!["servers"]!.ToJsonString());
        _cloud = await RunningCloud.StartAsync("servers", _servers);
    }

    public async Task DisposeAsync()
    {
        await _cloud.DisposeAsync();
        File.Delete(_servers);
    }

    [Fact]
    public void There_are_recordings() => Assert.Equal(15, Names.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_answers_as_nova_does(string name)
    {
        var recorded = Recorded.Named(name);
        _cloud.Server.Keystone.Role = name == "without a role" ? "none" : "member";
        var token = (string?)recorded["token"] switch { null => null, "bad" => "gAAAAAnonsense", _ => await _cloud.TokenAsync() };
        var path = ((string)recorded["path"]!).Replace("{project}", Keystone.ProjectId, StringComparison.Ordinal);
        var (status, body, headers) = await _cloud.SendAsync(
            "GET", $"{_cloud.Server.Address.GetLeftPart(UriPartial.Authority)}/compute/v2.1{path}", token: token);

        Assert.Equal((int)recorded["status"]!, (int)status);
        Assert.Equal(recorded["headers"]!["WWW-Authenticate"] is not null, headers.ContainsKey("WWW-Authenticate"));
        Assert.Empty(Shapes.Differences(recorded["body"], body));
        Assert.Equal(Words(recorded["body"]!), Words(body!));
        Assert.Equal(Servers(recorded["body"]!), Servers(body!));
        Assert.Equal(Next(recorded["body"]!), Next(body!));
    }

    private static string? Words(JsonNode body) =>
        body.AsObject().Select(pair => pair.Value as JsonObject).FirstOrDefault()?["message"]?.ToString()
            .Replace(Recorded.Known("project"), Keystone.ProjectId, StringComparison.Ordinal);

    private static IEnumerable<string> Servers(JsonNode body) => (body["servers"] as JsonArray ?? [])
        .Select(server => string.Join(
            ' ', ((string[])["id", "name", "status", "addresses", "metadata"]).Select(field => server![field]!.ToJsonString())));

    private static string? Next(JsonNode body) => ((string?)body["servers_links"]?[0]?["href"])?.Split('?')[1];
}
