using System.Globalization;
using System.Text.RegularExpressions;

namespace Modules.Docker.Proxy;

/// <summary>What lies in the proxy's folder, and how.</summary>
internal static partial class ProxyFolder
{
    /// <summary>Where the container sees the folder.</summary>
    public const string Inside = "/etc/pulp-auth-proxy";

    public const string MainFile = "pulp_proxy.conf";
    public const string GenerationFile = "generation.conf";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string LoginFile(int number) => string.Create(CultureInfo.InvariantCulture, $"login_{number}.conf");

    public static string AuthoritiesFile(int number) => string.Create(CultureInfo.InvariantCulture, $"authorities_{number}.pem");

    /// <summary>Closed to all but its owner, who holds a login in it.</summary>
    public static ConfigurationFolder At(string path) => new(path, new FolderRules(
        folder => Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Where(name => Ours().IsMatch(name)),
        _ => OwnerOnly)
    {
        Closed = OwnerOnly | UnixFileMode.UserExecute,
        Last = GenerationFile,
        Shown = ProxyFiles.Shown,
    });

    [GeneratedRegex(@"^(?:pulp_proxy\.conf|generation\.conf|login_\d+\.conf|authorities_\d+\.pem)(?:\.new)?$")]
    private static partial Regex Ours();
}
