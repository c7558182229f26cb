// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Arguments;

/// <summary>Arguments of publications that are read one by one, beside the fields made of them.</summary>
internal static class PublicationArguments
{
    /// <summary>Of a Debian archive: how it is published.</summary>
    public static readonly Argument<string?> Mode = Argument.Choice("mode", "structured", "simple", "simple_and_structured", "verbatim");

    /// <summary>Of files: what their list is called.</summary>
    public static readonly Argument<string?> Manifest = Argument.Text("manifest");

    /// <summary>Of a publication: that it is one; of a distribution: that it serves those.</summary>
    public static readonly Argument<bool?> Checkpoint = Argument.Flag("checkpoint");
}
