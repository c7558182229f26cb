// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenStack;

namespace CiSandbox.Tests.OpenStack;

/// <summary>Each exchange recorded with a keystone 22.0.2, held against the sandbox's: statuses, headers, words, shape of bodies.</summary>
public sealed class KeystoneConformanceTests : IAsyncLifetime
{
    private static readonly Recording Recorded = new("keystone");

    private RunningCloud _cloud = null!;

    public static TheoryData<string> Names => Recorded.Names;

    public async Task InitializeAsync() => _cloud = await RunningCloud.StartAsync(
        "password", "s3cret-Horse/42", "credential", Recorded.Known("credential"), "secret", "appl-s3cret");

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [Fact]
    public void There_are_recordings() => Assert.True(Names.Count > 20);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_answers_as_keystone_does(string name)
    {
        var recorded = Recorded.Named(name);
        var request = recorded["request"] switch
        {
            JsonValue text => text.ToString(),
            { } given => Ours(given.ToJsonString()),
            null => null,
        };
        var good = name.StartsWith("validate", StringComparison.Ordinal) ? await _cloud.TokenAsync(password: "s3cret-Horse/42") : null;
        var (status, body, headers) = await _cloud.SendAsync(
            (string)recorded["method"]!,
            _cloud.Identity + ((string)recorded["path"]!)["/v3".Length..],
            request,
            name == "validate unknown token" ? "gAAAAAnonsense" : good,
            name == "validate unknown subject" ? "gAAAAAnonsense" : good);

        Assert.Equal((int)recorded["status"]!, (int)status);
        Assert.Equal((bool)recorded["token"]!, headers.ContainsKey("X-Subject-Token"));
        Assert.Equal(recorded["headers"]!["WWW-Authenticate"] is not null, headers.ContainsKey("WWW-Authenticate"));
        Assert.Equal(recorded["body"] is null, body is null);
        Assert.Empty(Shapes.Differences(recorded["body"], body));
        if (recorded["body"]?["error"] is { } error && (int)status != 400)
        {
            Assert.Equal(error.ToJsonString(), body!["error"]!.ToJsonString());
        }
    }

    private static string Ours(string text) => text
        .Replace(Recorded.Known("user"), "00000000000000000000000000000abc", StringComparison.Ordinal)
        .Replace(Recorded.Known("project"), Keystone.ProjectId, StringComparison.Ordinal);
}
