// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Entities;

/// <summary>Check mode shows what Pulp makes of a value, where that is not what was given, and the second run finds it so.</summary>
public sealed class CheckModeDiffTests : IDisposable
{
    private const string Remote = """{"name":"r","url":"http://u.example/","state":"present"}""";
    private static readonly string Certificate = Made();

    private readonly SandboxProcess _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    /// <summary>A remote keeps certificates and a line end after each, a guard its text without what is blank around it.</summary>
    [Theory]
    [InlineData("rpm_remote", Remote, "ca_cert", "CERTIFICATE")]
    [InlineData(
        "deb_remote", """{"name":"r","url":"http://u.example/","distributions":"d","state":"present"}""", "client_cert",
        "CERTIFICATE")]
    [InlineData("file_remote", Remote, "ca_cert", "\n text before\nCERTIFICATE\ntext after")]
    [InlineData("python_remote", Remote, "ca_cert", "CERTIFICATECERTIFICATE\n\n")]
    [InlineData(
        "x509_cert_guard", """{"name":"g","ca_certificate":"CERTIFICATE","state":"present"}""", "ca_certificate",
        "\nCERTIFICATE\n\n")]
    [InlineData("x509_cert_guard", """{"name":"g","ca_certificate":"CERTIFICATE","state":"present"}""", "ca_certificate", "a\nCERTIFICATE")]
    public Task A_certificate_is_shown_as_it_is_kept(string module, string arguments, string option, string text) =>
        ForeseenAsync(module, arguments, option, text.Replace("CERTIFICATE", Certificate, StringComparison.Ordinal));

    /// <summary>Pulp keeps sets: in an order of its own, and each element once.</summary>
    [Theory]
    [InlineData("python_remote", Remote, "package_types", """["bdist_wheel","sdist"]""")]
    [InlineData("python_remote", Remote, "package_types", """["sdist","sdist"]""")]
    [InlineData("python_remote", Remote, "exclude_platforms", """["freebsd","windows","linux"]""")]
    [InlineData(
        "role", """{"name":"a.b","permissions":["file.view_fileremote"],"state":"present"}""", "permissions",
        """["file.view_filerepository","file.view_fileremote","file.view_filerepository"]""")]
    [InlineData("composite_content_guard", """{"name":"g","state":"present"}""", "guards", """["one","two","one"]""")]
    [InlineData(
        "pulp_exporter", """{"name":"e","path":"/tmp","repositories":["a"],"state":"present"}""", "repositories",
        """["b","a","b"]""")]
    public async Task Elements_of_a_set_are_shown_once_and_in_any_order(string module, string arguments, string option, string list)
    {
        foreach (var name in (string[])["one", "two"])
        {
            _ = await RunAsync("rbac_content_guard", $$"""{"name":"{{name}}","state":"present"}""");
        }

        foreach (var name in (string[])["a", "b"])
        {
            _ = await RunAsync("file_repository", $$"""{"name":"{{name}}","state":"present"}""");
        }

        await ForeseenAsync(module, arguments, option, JsonNode.Parse(list)!);
    }

    /// <summary>At the remote itself is one empty path.</summary>
    [Theory]
    [InlineData("[]")]
    [InlineData("""["a/","a/"]""")]
    [InlineData("""[""]""")]
    public async Task Paths_of_a_source_are_shown_as_they_are_kept(string paths)
    {
        _ = await RunAsync("file_remote", Remote, "policy", "on_demand");
        await ForeseenAsync(
            "file_acs", """{"name":"s","remote":"r","paths":["b/"],"state":"present"}""", "paths", JsonNode.Parse(paths)!);
    }

    [Theory]
    [InlineData("client_key", "quite a key")]
    [InlineData("remote_password", "hunter2-and-more")]
    public async Task Whether_a_secret_is_set_is_shown(string option, string secret)
    {
        await ForeseenAsync("file_remote", Remote, option, secret);
        await ForeseenAsync("file_remote", Remote, option, "");
    }

    /// <summary>The object is there; then the option is given in check mode, for real, and once more in both.</summary>
    private async Task ForeseenAsync(string module, string arguments, string option, JsonNode value)
    {
        var made = await RunAsync(module, arguments);
        Assert.True(made["failed"] is null, made.ToJsonString());

        var foreseen = await RunAsync(module, arguments, option, value, isChecked: true);
        var done = await RunAsync(module, arguments, option, value);

        Assert.True(done["failed"] is null, done.ToJsonString());
        Assert.Equal((bool)done["changed"]!, (bool)foreseen["changed"]!);
        Assert.Equal(After(done), After(foreseen));
        Assert.False((bool)(await RunAsync(module, arguments, option, value, isChecked: true))["changed"]!);
        Assert.False((bool)(await RunAsync(module, arguments, option, value))["changed"]!);
    }

    private static string? After(JsonObject result)
    {
        if (result["diff"]?["after"] is not JsonObject after)
        {
            return null;
        }

        _ = after.Remove("pulp_last_updated");
        foreach (var name in (string[])["package_types", "exclude_platforms", "permissions", "guards", "repositories"])
        {
            if (after[name] is JsonArray set)
            {
                after[name] = string.Join(' ', set.Select(each => (string?)each).Order(StringComparer.Ordinal));
            }
        }

        return after.ToJsonString();
    }

    private Task<JsonObject> RunAsync(
        string module, string arguments, string? option = null, JsonNode? value = null, bool isChecked = false)
    {
        var filled = arguments.Replace("CERTIFICATE", Certificate.ReplaceLineEndings("\\n"), StringComparison.Ordinal);
        var all = JsonNode.Parse(filled)!.AsObject();
        if (option is not null)
        {
            all[option] = value?.DeepClone();
        }

        return _sandbox.RunAsync(module, all, isChecked);
    }

    private static string Made()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100)).ExportCertificatePem();
    }
}
