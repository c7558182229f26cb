// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class PkiCertificateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openbao-pki-");

    private string Certificate => Path.Combine(_folder.FullName, "server.crt");

    private string Key => Path.Combine(_folder.FullName, "server.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_certificate_is_issued_once_and_again_for_other_names_or_near_its_end()
    {
        using var bao = await AuthorityAsync();

        var issued = await bao.ConvergesAsync("openbao_pki_certificate", Arguments());
        Assert.StartsWith("there is no", (string?)issued["reason"], StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
        Assert.DoesNotContain("PRIVATE KEY", issued.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllTextAsync(Certificate)).Split("BEGIN CERTIFICATE").Length - 1);

        var others = await bao.ConvergesAsync("openbao_pki_certificate", Arguments("\"alt_names\": [\"b.example.com\"]"));
        Assert.StartsWith("it is for", (string?)others["reason"], StringComparison.Ordinal);

        var renewed = await bao.RunAsync(
            "openbao_pki_certificate", Arguments("\"alt_names\": [\"b.example.com\"], \"renew_before\": \"100d\"").Replace("90d", "120d", StringComparison.Ordinal),
            checkMode: true);
        Assert.StartsWith("it ends at", (string?)renewed["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_does_not_allow_the_name_is_told()
    {
        using var bao = await AuthorityAsync();

        var answer = await bao.RunAsync("openbao_pki_certificate", Arguments().Replace("a.example.com", "a.other.org", StringComparison.Ordinal));

        Assert.Contains("common name a.other.org not allowed by this role", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.False(File.Exists(Key));
    }

    private string Arguments(string more = "") => $$"""
        {"role": "server", "common_name": "a.example.com", "ip_sans": ["192.0.2.7"], "ttl": "90d",
         "certificate_path": "{{Certificate}}", "key_path": "{{Key}}"{{(more.Length > 0 ? ", " + more : "")}}}
        """;

    private static async Task<BaoServer> AuthorityAsync()
    {
        var bao = await BaoServer.OpenAsync();
        _ = await bao.SendAsync(HttpMethod.Post, "sys/mounts/pki", new JsonObject
        {
            ["type"] = "pki", ["config"] = new JsonObject { ["max_lease_ttl"] = "43830h" },
        });
        _ = await bao.SendAsync(HttpMethod.Post, "pki/root/generate/internal", new JsonObject { ["common_name"] = "Root", ["ttl"] = "43830h" });
        _ = await bao.SendAsync(HttpMethod.Post, "pki/roles/server", new JsonObject
        {
            ["allowed_domains"] = "example.com", ["allow_subdomains"] = true, ["key_type"] = "ec", ["max_ttl"] = "8760h",
        });
        return bao;
    }
}
