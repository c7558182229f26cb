// SPDX-License-Identifier: GPL-3.0-or-later
using Tests.Infra;

namespace CiSandbox.Tests;

/// <summary>The rules of the house, as far as a machine can see whether they are kept.</summary>
public sealed class NamespaceTests
{
    private static readonly NamespaceGraph Sources = NamespaceGraph.Read(Path.Combine(SourceTree.Root, "src/CiSandbox"));

    [Fact]
    public void No_namespaces_use_each_other() => Assert.Empty(Sources.Circles);

    [Fact]
    public void No_namespace_has_more_files_than_one_keeps_in_mind() => Assert.Empty(Sources.CrowdedNamespaces);

    [Fact]
    public void No_line_is_wider_than_140_characters() => Assert.Empty(
        NamespaceGraph.Read(
            Path.Combine(SourceTree.Root, "src/CiSandbox"), Path.Combine(SourceTree.Root, "tests/CiSandbox.Tests")).LongLines);
}
