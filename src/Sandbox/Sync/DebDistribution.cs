using Sandbox.Content.Deb;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Upstream;
using Sandbox.Upstream.Deb;

namespace Sandbox.Sync;

/// <summary>One distribution of a Debian archive: its Release file, its indexes, its packages.</summary>
internal sealed class DebDistribution(SyncSession session, string name, ProgressReport downloading, ProgressReport indexes)
{
    /// <summary>Pulp's name for the component a flat repository does not have.</summary>
    private const string FlatComponent = "flat-repo-component";

    private readonly Uri _root = new(session.Remote.Url.AbsoluteUri.TrimEnd('/') + "/");
    private readonly List<ContentUnit> _units = [];
    private ReleaseFile _release = null!;

    /// <summary>A name that ends in a slash is a flat repository's folder, which has no components.</summary>
    private bool IsFlat => name.EndsWith('/');

    private string Folder => IsFlat ? name.TrimStart('/') is "./" ? "" : name : $"dists/{name}/";

    private string[] Wanted(string field) => ReleaseFile.Words(session.Request.Remote.Text(field));

    public async Task<ContentUnit> ReadReleaseAsync(Action onAllTried)
    {
        var found = new List<(Blob Blob, byte[] Bytes)>();
        foreach (var file in (string[])["Release", "InRelease", "Release.gpg"])
        {
            if (await session.Client.TryReadAsync(Url(Folder + file), session.Canceled) is { } bytes)
            {
                found.Add((await session.KeepAsync(Folder + file, bytes, Url(Folder + file)), bytes));
            }

            downloading.Increment();
        }

        onAllTried();
        var main = found.FirstOrDefault(file => !file.Blob.RelativePath.EndsWith(".gpg", StringComparison.Ordinal));
        if (main.Blob is null)
        {
            throw new UpstreamException(
                $"Could not find a Release file at '{Url(Folder).AbsoluteUri.TrimEnd('/')}', try checking the 'url' and 'distributions' option on your remote");
        }

        _release = ReleaseFile.Parse(main.Bytes, main.Blob.Url!);
        var unit = DebUnits.ReleaseFile(name, _release, [.. found.Select(file => file.Blob)], Filters());
        _units.Add(unit);
        return unit;
    }

    public async Task<IReadOnlyList<ContentUnit>> ReadAsync()
    {
        _units.Add(DebUnits.Release(name, _release));
        if (IsFlat)
        {
            await IndexAsync(FlatComponent, "", "", []);
            return _units;
        }

        var components = _release.Components.Where(component => Wanted("components") is not { Length: > 0 } wanted || wanted.Contains(component)).ToList();
        var architectures = _release.Architectures.Where(architecture =>
            architecture == "all" || Wanted("architectures") is not { Length: > 0 } wanted || wanted.Contains(architecture)).ToList();
        foreach (var architecture in architectures)
        {
            _units.Add(DebUnits.Architecture(name, architecture));
        }

        foreach (var component in components)
        {
            var unit = session.Store.Content.Intern(DebUnits.Component(name, component));
            _units.Add(unit);
            foreach (var architecture in architectures)
            {
                await IndexAsync(component, architecture, $"{component}/binary-{architecture}/", [unit]);
                if (session.Request.Remote.Flag("sync_udebs"))
                {
                    await IndexAsync(component, architecture, $"{component}/debian-installer/binary-{architecture}/", [unit]);
                }
            }
        }

        return _units;
    }

    /// <summary>Reads one Packages index in all the forms the Release file lists, and the packages in it.</summary>
    private async Task IndexAsync(string component, string architecture, string path, IReadOnlyList<ContentUnit> components)
    {
        var blobs = new List<Blob>();
        byte[]? packages = null;
        foreach (var file in (string[])["Packages", "Packages.gz", "Packages.xz", "Release"])
        {
            if ((_release.Sha256.TryGetValue(path + file, out var sum) || _release.Sha256.Count == 0)
                && await session.Client.TryReadAsync(Url(Folder + path + file), session.Canceled) is { } bytes)
            {
                if (sum is not null && Digest.Of(bytes) is var actual && actual != sum)
                {
                    throw UpstreamException.WrongDigest(Url(Folder + path + file), sum, actual);
                }

                blobs.Add(await session.KeepAsync(Folder + path + file, bytes, Url(Folder + path + file)));
                downloading.Increment();
                packages ??= file == "Release" ? null : await Compression.UnpackAsync(bytes, file, session.Canceled);
            }
        }

        if (packages is null)
        {
            Complain(component, Folder + path);
            return;
        }

        _units.Add(DebUnits.PackageIndex(component, architecture, Folder + path + "Packages", blobs));
        foreach (var control in Deb822.Paragraphs(packages))
        {
            Package(control, components);
        }

        indexes.Increment();
    }

    private void Package(Dictionary<string, string> control, IReadOnlyList<ContentUnit> components)
    {
        if (!control.TryGetValue("Filename", out var file))
        {
            throw new UpstreamException($"A package index of {name} has a package without Filename: {control.GetValueOrDefault("Package")}");
        }

        var path = file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file;
        long? size = long.TryParse(control.GetValueOrDefault("Size"), out var bytes) ? bytes : null;
        var package = session.Store.Content.Intern(DebUnits.Package(control, session.Upstream(path, control.GetValueOrDefault("SHA256"), size, Url(path))));
        _units.Add(package);
        _units.AddRange(components.Select(component => DebUnits.InComponent(package, component)));
    }

    /// <summary>A listed but missing index is an error unless the remote says otherwise; an unlisted one simply is not there.</summary>
    private void Complain(string component, string path)
    {
        var listed = _release.Sha256.Keys.Any(file => (Folder + file).StartsWith(path + "Packages", StringComparison.Ordinal));
        if ((listed || component == FlatComponent) && !session.Request.Remote.Flag("ignore_missing_package_indices"))
        {
            throw new UpstreamException(
                $"No suitable package index files found in '{path.TrimEnd('/')}'. If you are syncing from a partial mirror, you can ignore this error "
                + "for individual remotes (ignore_missing_package_indices='True') or globally (FORCE_IGNORE_MISSING_PACKAGE_INDICES setting = True).");
        }
    }

    /// <summary>With other filters the same Release file stands for other content.</summary>
    private string Filters() => string.Join('|', ((string[])["components", "architectures"]).Select(field => string.Join(' ', Wanted(field))));

    private Uri Url(string path) => new(_root, string.Join('/', path.Split('/').Select(part => part.Replace("%", "%25", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal))));
}
