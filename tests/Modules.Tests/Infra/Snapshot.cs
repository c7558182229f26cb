// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.CompilerServices;

namespace Modules.Tests.Infra;

/// <summary>Output meant to be read, kept beside its test under the name Verify would give it.</summary>
internal static class Snapshot
{
    public static void Matches(string actual, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var verified = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}.verified.txt");
        var received = verified.Replace(".verified.", ".received.", StringComparison.Ordinal);
        if (!File.Exists(verified) || File.ReadAllText(verified) != actual)
        {
            File.WriteAllText(received, actual);
            Assert.Fail($"differs from {Path.GetFileName(verified)}; compare it with {received} and accept it by renaming.\n{actual}");
        }
    }
}
