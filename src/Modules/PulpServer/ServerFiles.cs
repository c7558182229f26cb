// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Containers.Planning;

namespace Modules.PulpServer;

/// <summary>The files Pulp is configured by. The folder holds more, such as the key of its database, which is Pulp's own.</summary>
internal sealed record ServerFiles(IReadOnlyDictionary<string, string> Wanted) : IContainerFiles
{
    public const string Settings = "settings.py";

    /// <summary>Where the container sees the folder.</summary>
    public const string Inside = "/etc/pulp";

    private const string Certificate = "certs/pulp_webserver.crt";
    private const string Key = "certs/pulp_webserver.key";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Readable = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <param name="settings">The text of settings.py.</param>
    /// <param name="tls">Null where the image makes its own certificate, or none is needed.</param>
    public static ServerFiles For(string settings, TlsPair? tls)
    {
        var files = new Dictionary<string, string> { [Settings] = settings };
        if (tls is not null)
        {
            (files[Certificate], files[Key]) = (tls.Certificate, tls.Key.Reveal());
        }

        return new(files);
    }

    public bool AreIn(IReadOnlyDictionary<string, string> found) =>
        Wanted.All(file => found.TryGetValue(file.Key, out var text) && text == file.Value);

    public IReadOnlyDictionary<string, string> ToWrite() => Wanted;

    /// <summary>The folder, as far as these files are concerned. Pulp reads the settings under a user of its own.</summary>
    public ConfigurationFolder At(string path) => new(path, new FolderRules(
        folder => Wanted.Keys.Where(name => File.Exists(Path.Combine(folder, name))),
        name => name == Settings ? Readable : OwnerOnly)
    {
        Shown = Show,
    });

    private static JsonObject Show(
        IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> other, string differing) =>
        new(files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => KeyValuePair.Create(file.Key, (JsonNode?)(
            file.Key == Settings ? SettingsFile.Shown(file.Value, other.GetValueOrDefault(file.Key), differing)
            : other.TryGetValue(file.Key, out var there) && there == file.Value ? "same"
            : differing))));
}
