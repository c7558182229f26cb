// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Containers.Planning;
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>Entries of free dictionaries that are secret: those given, and those the server tells from before.</summary>
public sealed class SecretHeadersTests
{
    private const string Old = "old-Horse/4711";
    private const string New = "new-Horse/4712";

    [Fact]
    public async Task Headers_of_remotes_are_hidden_in_every_answer_and_compared_all_the_same()
    {
        using var sandbox = new SandboxProcess();
        string[] answers =
        [
            await RemoteAsync(sandbox, Old), await RemoteAsync(sandbox, New), await RemoteAsync(sandbox, New), await RemoteAsync(sandbox, null),
            await ListAsync(sandbox, Old), await CallAsync(sandbox),
        ];
        Assert.All(answers, answer => Assert.DoesNotContain("Horse", answer, StringComparison.Ordinal));
        Assert.Equal([true, true, false, false], answers[..4].Select(answer => (bool)JsonNode.Parse(answer)!["changed"]!));
        Assert.All(answers, answer => Assert.Contains("\"Accept\":\"text/html\"", answer, StringComparison.Ordinal));
        Assert.Contains(Old, (await sandbox.SendAsync(HttpMethod.Get, "remotes/rpm/rpm/"))["results"]![0]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_variables_of_a_container_are_hidden_in_results_and_compared_all_the_same()
    {
        var fields = new JsonObject { ["environment"] = new JsonArray("DB_PASSWORD=" + Old, "PULP_HTTPS=true", "EMPTY_TOKEN=") };
        var container = new ContainerState("1", fields, true, true, true);
        Assert.Equal(
            """["DB_PASSWORD=VALUE_SPECIFIED_IN_NO_LOG_PARAMETER","PULP_HTTPS=true","EMPTY_TOKEN="]""",
            container.Visible["environment"]!.ToJsonString());
        Assert.Contains(Old, container.Fields.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonArray Headers(string secret) =>
        [new JsonObject { ["Authorization"] = "Bearer " + secret }, new JsonObject { ["Accept"] = "text/html" }];

    private static async Task<string> RemoteAsync(SandboxProcess sandbox, string? secret)
    {
        var arguments = Login(sandbox);
        arguments["name"] = "remote";
        if (secret is not null)
        {
            (arguments["state"], arguments["url"], arguments["headers"]) = ("present", "https://example.com/", Headers(secret));
        }

        return (await Calling.RunAsync("rpm_remote", arguments)).ToJsonString();
    }

    private static async Task<string> ListAsync(SandboxProcess sandbox, string secret)
    {
        var item = new JsonObject { ["name"] = "remote", ["url"] = "https://example.com/", ["headers"] = Headers(secret), ["sync"] = false };
        return (await Calling.ListAsync("repositories", sandbox.Address, "rpm", [item])).ToJsonString();
    }

    private static async Task<string> CallAsync(SandboxProcess sandbox)
    {
        var arguments = Login(sandbox);
        arguments["operation_id"] = "remotes_rpm_rpm_list";
        return (await Calling.RunAsync("api_call", arguments)).ToJsonString();
    }

    private static JsonObject Login(SandboxProcess sandbox) =>
        new() { ["pulp_url"] = sandbox.Address, ["username"] = "admin", ["password"] = "password" };
}
