// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using Modules.AuthProxy;
using Modules.AuthProxy.Nginx;
using Modules.Tests.Containers;
using Modules.Tests.Infra;

namespace Modules.Tests.AuthProxy.Nginx;

public sealed class NginxConfigurationTests
{
    /// <summary>Every part of the configuration is in one of these.</summary>
    private static readonly Dictionary<string, NginxSettings> Cases = new()
    {
        ["host"] = Some.Host("192.0.2.7:443"),
        ["bridge"] = new(
            null,
            ["172.17.0.1", "127.0.0.1"],
            ["192.0.2.53", "[2001:db8::53]"],
            [new(0, Some.Upstream("https://pulp.example.org:8443/base"), null)]),
        ["several"] = new("[::1]", [], ["192.0.2.53"],
        [
            new(0, Some.Upstream(), ["192.0.2.7:443", "[2001:db8::7]:443"]),
            new(1, Some.Upstream("http://other.example.org", prefix: "/ark"), null),
            new(2, Some.Upstream("https://registry.example.org", port: 15001, tokens: true), null),
        ]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_is_what_was_reviewed(string name) => Snapshot.Matches(NginxConfiguration.Render(Cases[name]), method: name);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_never_holds_the_login(string name)
    {
        var text = NginxConfiguration.Render(Cases[name]);
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        Assert.DoesNotContain(new Login("reader", Some.Secret("s3cret")).Basic.Reveal(), text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nginx_accepts_it(string name)
    {
        var folder = Directory.CreateTempSubdirectory("nginx-accepts-");
        try
        {
            await AcceptAsync(Cases[name], folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_upstream_without_a_login_is_sent_none()
    {
        var anonymous = Some.Upstream() with { Login = null };
        var text = NginxConfiguration.Render(new("127.0.0.1", [], [], [new(0, anonymous, ["192.0.2.7:443"])]));
        Assert.DoesNotContain("login_0.conf", text, StringComparison.Ordinal);
        Assert.Contains("default '';", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unverified_upstream_is_said_to_be_one()
    {
        var trusting = Some.Upstream() with { Authorities = null };
        var text = NginxConfiguration.Render(new("127.0.0.1", [], [], [new(0, trusting, ["192.0.2.7:443"])]));
        Assert.Contains("proxy_ssl_verify off;", text, StringComparison.Ordinal);
        Assert.DoesNotContain("proxy_ssl_verify on;", text, StringComparison.Ordinal);
    }

    private static async Task AcceptAsync(NginxSettings settings, string folder)
    {
        var certificate =
            await RunAsync("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "/dev/null", "-subj", "/CN=x");
        Assert.True(certificate.Code == 0, certificate.Said);
        foreach (var (name, text) in ProxyFiles.For(settings).ToWrite())
        {
            var file = name.EndsWith(".pem", StringComparison.Ordinal)
                ? certificate.Said[certificate.Said.IndexOf("-----BEGIN CERT", StringComparison.Ordinal)..]
                : text;
            await File.WriteAllTextAsync(
                Path.Combine(folder, name),
                file.Replace(" /tmp/", $" {folder}/", StringComparison.Ordinal)
                    .Replace(ConfigurationFiles.Folder, folder, StringComparison.Ordinal));
        }

        var (code, said) = await RunAsync("nginx", "-t", "-e", "stderr", "-c", Path.Combine(folder, ConfigurationFiles.Main));
        Assert.True(code == 0, said);
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        // nginx is not on everybody's path.
        var start = new ProcessStartInfo(program == "nginx" && File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await error + output);
    }
}
