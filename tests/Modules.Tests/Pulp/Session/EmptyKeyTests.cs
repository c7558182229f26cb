// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Session;

/// <summary>A filter that is empty, or blanks only, is none to Pulp: what is asked for must never be the only object there is.</summary>
public sealed class EmptyKeyTests
{
    private const string Digest = "9a09346843b8532b895e61f9d9df434ff2f8592b31bfbea72ed09cc97cbe33ee";

    [Theory]
    [InlineData("file_repository", """{"name":" ","state":"absent"}""", "name is empty")]
    [InlineData("file_repository", """{"name":"\t"}""", "name is empty")]
    [InlineData("group", """{"group":{"name":" "},"state":"absent"}""", "name is empty")]
    [InlineData("user", """{"user":{"username":" "},"state":"absent"}""", "username is empty")]
    [InlineData("file_publication", """{"repository":" ","state":"present"}""", "repository is empty")]
    [InlineData("container_push_repository", """{"name":" "}""", "name is empty")]
    [InlineData("file_sync", """{"repository":" "}""", "Could not find file repository")]
    [
        InlineData(
            "file_distribution", """{"name":"d","base_path":"d","repository":" ","state":"present"}""", "Could not find file repository"),
    ]
    [InlineData("artifact", """{"sha256":"","state":"absent"}""", "sha256 is empty")]
    [InlineData("file_content", """{"sha256":"","relative_path":"a.txt","repository":"r","state":"absent"}""", "sha256 is empty")]
    [InlineData("file_content", """{"sha256":"","relative_path":""}""", "sha256 is empty")]
    [
        InlineData(
            "file_content",
            $$"""{"sha256":"{{Digest}}","repository":"r","state":"absent"}""",
            "Insufficient information to identify the entity"),
    ]
    [InlineData("rpm_package", """{"sha256":" "}""", "sha256 is empty")]
    [InlineData("rpm_copy", """{"source_repository":"s","repository":"s","packages":[""]}""", "packages holds an empty name")]
    public async Task Nothing_is_found_by_an_empty_key(string module, string arguments, string words)
    {
        using var sandbox = new SandboxProcess();
        foreach (
            var (first, with) in new[] { ("file_repository", """{"name":"r","state":"present"}"""), ("rpm_repository", """{"name":"s","state":"present"}""") })
        {
            _ = await sandbox.RunAsync(first, with);
        }

        var answer = await sandbox.RunAsync(module, arguments);

        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.Contains(words, (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.Single(await sandbox.ListAsync("repositories/file/file/"));
    }

    /// <summary>No earlier task of a play makes anything that has no name, so check mode does not assume it.</summary>
    [Theory]
    [InlineData("rpm_repository", """{"name":"s","remote":" ","state":"present"}""", "remote")]
    [InlineData("file_distribution", """{"name":"d","base_path":"d","content_guard":" ","state":"present"}""", "content guard")]
    [InlineData("composite_content_guard", """{"name":"g","guards":["\t"],"state":"present"}""", "content guard")]
    [InlineData("file_sync", """{"repository":" ","remote":"m"}""", "repository")]
    public async Task A_blank_name_of_another_object_is_refused_in_check_mode_too(string module, string arguments, string noun)
    {
        using var sandbox = new SandboxProcess();
        foreach (var isChecked in (bool[])[true, false])
        {
            var answer = await sandbox.RunAsync(module, JsonNode.Parse(arguments)!.AsObject(), isChecked);

            Assert.True((bool?)answer["failed"], answer.ToJsonString());
            Assert.Contains($"{noun} with {{'name': ''}}", (string)answer["msg"]!, StringComparison.Ordinal);
        }
    }
}
