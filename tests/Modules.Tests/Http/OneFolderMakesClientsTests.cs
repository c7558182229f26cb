// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Tests.Infra;

namespace Modules.Tests.Http;

/// <summary>Trust, proxies, logins and limits are right once: nobody makes a client beside them.</summary>
public sealed partial class OneFolderMakesClientsTests
{
    [Fact]
    public void Only_the_folder_Http_makes_clients_and_connections()
    {
        var sources = Path.Combine(SourceTree.Root, "src", "Modules");
        var makers = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => Maker().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(sources, file))
                .Order(StringComparer.Ordinal);
        Assert.Equal(["Http/HttpClients.cs", "Http/Transport.cs"], makers);
    }

    /// <summary>An href begins with a slash: behind another one its first part would be a host, which would be sent the login.</summary>
    [Fact]
    public void No_interface_has_a_slash_before_a_path_of_many_parts() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", "Modules"), "*.cs", SearchOption.AllDirectories),
        file => Slash().IsMatch(File.ReadAllText(file)));

    [GeneratedRegex(@"\[(?:Get|Post|Put|Patch|Delete|Head)\(""[^""]*/\{\*\*")]
    private static partial Regex Slash();

    [GeneratedRegex(@"new\s+(HttpClient|SocketsHttpHandler|HttpClientHandler|WebProxy|TcpClient|ClientWebSocket)\b|HttpClient\s+\w+\s*=\s*new\s*\(|WebRequest\.")]
    private static partial Regex Maker();
}
