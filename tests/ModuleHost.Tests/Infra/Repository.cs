// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost.Tests.Infra;

/// <summary>The working tree these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Modules.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
