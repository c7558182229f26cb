// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Tasks;
using Sandbox.Units;
using Sandbox.Upstream.Deb;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>What a component has beside packages, if the remote asks for it: the installer's packages and files, sources.</summary>
internal sealed class DebExtras(SyncSession session, DebIndex index, string distribution, string folder)
{
    private readonly List<ContentUnit> _units = [];

    public async Task<IReadOnlyList<ContentUnit>> ReadAsync(
        string component, IReadOnlyList<string> architectures, ContentUnit member, ProgressReport indexes)
    {
        var remote = session.Request.Remote;
        foreach (var architecture in architectures)
        {
            if (remote.Flag("sync_udebs"))
            {
                await UdebsAsync(component, architecture, indexes);
            }

            if (remote.Flag("sync_installer"))
            {
                await InstallerAsync(component, architecture);
            }
        }

        if (remote.Flag("sync_sources"))
        {
            await SourcesAsync(component, member);
        }

        return _units;
    }

    private async Task UdebsAsync(string component, string architecture, ProgressReport indexes)
    {
        var path = $"{component}/debian-installer/binary-{architecture}/Packages";
        if (await index.ReadAsync(path) is (var blobs, { } text))
        {
            _units.Add(DebUnits.PackageIndex(component, architecture, folder + path, blobs));
            _units.AddRange(Deb822.Paragraphs(text).Select(control => DebUnits.InstallerPackage(control, index.File(control))));
            indexes.Increment();
        }
    }

    private async Task InstallerAsync(string component, string architecture)
    {
        var images = $"{component}/installer-{architecture}/current/images/";
        if (await index.ReadAsync(images + "SHA256SUMS") is (var blobs, { } text))
        {
            _units.Add(DebUnits.InstallerIndex(component, architecture, folder + images, blobs));
            _units.AddRange(InstallerSums.Parse(text).Select(file => DebUnits.Generic(
                session.Upstream(folder + images + file.Path, file.Sha256, null, index.Url(folder + images + file.Path)))));
        }
    }

    private async Task SourcesAsync(string component, ContentUnit member)
    {
        var path = $"{component}/source/Sources";
        if (await index.ReadAsync(path, $"{component}/source/Release") is (var blobs, { } text))
        {
            _units.Add(DebUnits.SourceIndex(component, distribution, folder + path, blobs));
            foreach (var control in Deb822.Paragraphs(text))
            {
                var files = SourceFiles.Of(control)
                    .Select(file => session.Upstream(file.Path, file.Sha256, file.Size, index.Url(file.Path)))
                    .ToList();
                var source = session.Store.Content.Intern(DebUnits.SourcePackage(control, files));
                _units.AddRange(source, DebUnits.SourceInComponent(source, member));
            }
        }
    }
}
