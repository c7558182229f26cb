// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Plugins;
using Sandbox.Publishers;
using Sandbox.Publishers.Rpm;
using Sandbox.Readers;
using Sandbox.Sync;

namespace Sandbox;

/// <summary>The content types of this sandbox.</summary>
internal static class InstalledPlugins
{
    public static PluginSet All { get; } = new()
    {
        Syncs = new Dictionary<string, SyncWork>
        {
            ["repositories/container/container"] = ContainerSync.RunAsync,
            ["repositories/deb/apt"] = DebSync.RunAsync,
            ["repositories/file/file"] = FileSync.RunAsync,
            ["repositories/python/python"] = PythonSync.RunAsync,
            ["repositories/rpm/rpm"] = RpmSync.RunAsync,
        },
        Publishers = new Dictionary<string, PublishWork>
        {
            ["publications/deb/apt"] = AptPublisher.PublishAsync,
            ["publications/deb/verbatim"] = VerbatimPublisher.PublishAsync,
            ["publications/file/file"] = FilePublisher.PublishAsync,
            ["publications/python/pypi"] = PythonPublisher.PublishAsync,
            ["publications/rpm/rpm"] = RpmPublisher.PublishAsync,
        },
        Readers = new Dictionary<string, UploadReader>
        {
            ["deb.package"] = DebReader.ReadAsync,
            ["file.file"] = FileReader.Read,
            ["rpm.package"] = RpmReader.ReadAsync,
        },
        Companions = new Dictionary<string, Companions>
        {
            ["deb.package"] = DebReader.Companions,
        },
    };
}
