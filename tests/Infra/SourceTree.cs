// SPDX-License-Identifier: GPL-3.0-or-later
namespace Tests.Infra;

/// <summary>Where the sources are.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Modules.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Modules.sln"));
}
