// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Core;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Core;

public sealed class DomainModuleTests : IDisposable
{
    private readonly SandboxProcess _pulp = new("--domains");

    public void Dispose() => _pulp.Dispose();

    [Fact]
    public async Task A_domain_with_a_folder_is_made_and_stays()
    {
        var arguments = JsonNode.Parse("""
            {"name":"staging","storage_class":"pulpcore.app.models.storage.FileSystem","storage_settings":{"MEDIA_ROOT":"/srv/staging"},
             "state":"present"}
            """)!.AsObject();
        var dry = await _pulp.RunAsync("domain", arguments, checkMode: true);
        var made = await _pulp.RunAsync("domain", arguments);
        var again = await _pulp.RunAsync("domain", arguments);
        var other = await _pulp.RunAsync(
            "domain", """{"name":"staging","storage_settings":{"location":"/srv/other"},"hide_guarded_distributions":true,"state":"present"}""");

        Assert.True(made["failed"] is null, made.ToJsonString());
        Assert.Equal((true, true, false), ((bool)dry["changed"]!, (bool)made["changed"]!, (bool)again["changed"]!));
        Assert.Equal("/srv/staging", (string?)again["domain"]!["storage_settings"]!["location"]);
        Assert.True(other["failed"] is null && (bool)other["changed"]!, other.ToJsonString());
        Assert.Equal("/srv/other", (string?)other["domain"]!["storage_settings"]!["location"]);
        Assert.True((bool)(await _pulp.RunAsync("domain", """{"name":"staging","state":"absent"}"""))["changed"]!);
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a b")]
    [InlineData("h\u00e9")]
    public async Task A_name_that_cannot_be_part_of_addresses_is_refused_in_check_mode(string name)
    {
        var arguments = new JsonObject
        {
            ["name"] = name,
            ["storage_class"] = "pulpcore.app.models.storage.FileSystem",
            ["storage_settings"] = new JsonObject { ["location"] = "/srv/x" },
            ["state"] = "present",
        };
        var dry = await _pulp.RunAsync("domain", arguments, checkMode: true);

        Assert.Contains("name: Enter a valid \"slug\"", (string?)dry["msg"], StringComparison.Ordinal);
    }

    /// <summary>Pulp names secrets in hidden_fields, and takes what is not given from before.</summary>
    [Theory]
    [InlineData("""{"bucket_name":"b"}""", true, true)]
    [InlineData("""{"bucket_name":"other"}""", false, true)]
    [InlineData("""{"secret_key":"s"}""", false, false)]
    [InlineData("""{"secret_key":"s","bucket_name":"b"}""", false, false)]
    [InlineData("""{"secret_key":"s","bucket_name":"other"}""", false, true)]
    [InlineData("""{"security_token":"t"}""", false, true)]
    public void Settings_of_S3_are_compared_as_far_as_they_are_shown(string desired, bool same, bool sure)
    {
        var current = JsonNode.Parse("""
            {"hidden_fields":[{"name":"secret_key","is_set":true},{"name":"security_token","is_set":false}],"bucket_name":"b","location":""}
            """);
        var field = new StorageField();

        Assert.Equal(same, field.Same(current, JsonNode.Parse(desired)));
        Assert.Equal(sure || same, same || field.IsSure(current, JsonNode.Parse(desired)));
    }

    [Fact]
    public async Task Keys_of_S3_are_hidden()
    {
        using var server = new AnyServer();
        var answer = await Calling.RunAsync("domain", server.Address, """
            {"name":"images","storage_class":"storages.backends.s3.S3Storage","state":"present",
             "storage_settings":{"AWS_STORAGE_BUCKET_NAME":"b","AWS_SECRET_ACCESS_KEY":"correct-horse","access_key":"battery-staple"}}
            """);
        Assert.DoesNotContain("correct-horse", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("battery-staple", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"AWS_STORAGE_BUCKET_NAME\":\"b\"", answer["invocation"]!.ToJsonString(), StringComparison.Ordinal);
    }
}
