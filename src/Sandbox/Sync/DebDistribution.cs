// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Blobs;
using Sandbox.Tasks;
using Sandbox.Units;
using Sandbox.Upstream;
using Sandbox.Upstream.Deb;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>One distribution of a Debian archive: its Release file, its indexes, its packages.</summary>
internal sealed class DebDistribution(SyncSession session, string name, ProgressReport downloading, ProgressReport indexes)
{
    /// <summary>Pulp's name for the component a flat repository does not have.</summary>
    private const string FlatComponent = "flat-repo-component";

    private readonly Uri _root = new(session.Remote.Url.AbsoluteUri.TrimEnd('/') + "/");
    private readonly List<ContentUnit> _units = [];
    private ReleaseFile _release = null!;
    private DebIndex _index = null!;

    /// <summary>A name that ends in a slash is a flat repository's folder, which has no components.</summary>
    private bool IsFlat => name.EndsWith('/');

    private DebExtras Extras => new(session, _index, name, Folder);

    /// <summary>Below the remote's URL, whatever the name begins with: "/" and "./" are the URL itself.</summary>
    private string Folder => !IsFlat ? $"dists/{name}/" : name.TrimStart('/') is var folder and not "./" ? folder : "";

    public async Task<ContentUnit> ReadReleaseAsync(Action onAllTried)
    {
        var found = new List<(Blob Blob, byte[] Bytes)>();
        foreach (var path in ((string[])["Release", "InRelease", "Release.gpg"]).Select(file => Folder + file))
        {
            if (await session.Client.TryReadAsync(Url(path), session.Canceled) is { } bytes)
            {
                found.Add((await session.KeepAsync(path, bytes, Url(path)), bytes));
            }

            downloading.Increment();
        }

        onAllTried();
        var main = found.FirstOrDefault(file => !file.Blob.RelativePath.EndsWith(".gpg", StringComparison.Ordinal));
        if (main.Blob is null)
        {
            throw new UpstreamException(
                $"Could not find a Release file at '{Url(Folder).AbsoluteUri.TrimEnd('/')}', "
                + "try checking the 'url' and 'distributions' option on your remote");
        }

        _release = ReleaseFile.Parse(main.Bytes, main.Blob.Url!);
        _index = new(session, _release, _root, Folder, downloading);
        var unit = DebUnits.ReleaseFile(name, _release, [.. found.Select(file => file.Blob)], Filters());
        _units.Add(unit);
        return unit;
    }

    public async Task<IReadOnlyList<ContentUnit>> ReadAsync()
    {
        _units.Add(DebUnits.Release(name, _release));
        if (IsFlat)
        {
            await PackagesAsync(FlatComponent, "", "Packages", null);
            return _units;
        }

        var architectures = _release.Architectures.Where(architecture => architecture == "all" || IsWanted("architectures", architecture))
            .ToList();
        _units.AddRange(architectures.Select(architecture => DebUnits.Architecture(name, architecture)));
        foreach (var component in _release.Components.Where(component => IsWanted("components", component)))
        {
            await ComponentAsync(component, architectures);
        }

        return _units;
    }

    private async Task ComponentAsync(string component, List<string> architectures)
    {
        var unit = session.Store.Content.Intern(DebUnits.Component(name, component));
        _units.Add(unit);
        foreach (var architecture in architectures)
        {
            await PackagesAsync(component, architecture, $"{component}/binary-{architecture}/Packages", unit);
        }

        _units.AddRange(await Extras.ReadAsync(component, architectures, unit, indexes));
    }

    private async Task PackagesAsync(string component, string architecture, string path, ContentUnit? member)
    {
        var (blobs, text) = await _index.ReadAsync(path, path[..^"Packages".Length] + "Release");
        if (text is null)
        {
            Complain(component, path);
            return;
        }

        _units.Add(DebUnits.PackageIndex(component, architecture, Folder + path, blobs));
        foreach (var control in Deb822.Paragraphs(text))
        {
            var package = session.Store.Content.Intern(DebUnits.Package(control, _index.File(control)));
            _units.Add(package);
            if (member is not null)
            {
                _units.Add(DebUnits.InComponent(package, member));
            }
        }

        indexes.Increment();
    }

    /// <summary>A listed but missing index is an error unless the remote says otherwise; an unlisted one simply is not there.</summary>
    private void Complain(string component, string path)
    {
        if ((_index.IsListed(path) || component == FlatComponent) && !session.Request.Remote.Flag("ignore_missing_package_indices"))
        {
            throw new UpstreamException(
                $"No suitable package index files found in '{Path.GetDirectoryName(Folder + path)}'. "
                + "If you are syncing from a partial mirror, you can ignore this error for individual remotes "
                + "(ignore_missing_package_indices='True') or globally (FORCE_IGNORE_MISSING_PACKAGE_INDICES setting = True).");
        }
    }

    /// <summary>With other filters the same Release file stands for other content.</summary>
    private string Filters()
    {
        var remote = session.Request.Remote;
        return string.Join(
            '|',
            remote.Text("components"),
            remote.Text("architectures"),
            remote.Flag("sync_sources"),
            remote.Flag("sync_udebs"),
            remote.Flag("sync_installer"));
    }

    private bool IsWanted(string field, string value) =>
        ReleaseFile.Words(session.Request.Remote.Text(field)) is not { Length: > 0 } wanted || wanted.Contains(value);

    private Uri Url(string path) => DebIndex.Url(_root, path);
}
