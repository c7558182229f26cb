// SPDX-License-Identifier: GPL-3.0-or-later
using System.Reflection;

namespace CommandLine;

/// <summary>The version that the build gave a program: that of galaxy.yml, and of the commit where that is no release.</summary>
public static class ProgramVersion
{
    /// <param name="type">One of the program's.</param>
    public static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
