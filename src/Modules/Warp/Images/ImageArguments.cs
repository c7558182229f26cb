// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Warp.Images;

/// <summary>Where images are, and how their sums are taken.</summary>
internal static class ImageArguments
{
    /// <summary>The sum is taken and compared with the file beside the image.</summary>
    public const string Verify = "verify";

    /// <summary>The same; where there is no file, it is written.</summary>
    public const string Make = "make";

    /// <summary>What the file says is believed, as the wrapper's script does.</summary>
    public const string Trust = "trust";

    public static readonly Argument<string> Cache =
        Argument.RequiredText("imagecache") with { Type = ArgumentType.Path, EnvironmentVariable = "IMAGECACHE" };

    public static readonly Argument<IReadOnlyList<string>?> Images =
        Argument.TextList("images") with { Default = new JsonArray("undercloud.qcow2", "overcloud-full.tar") };

    public static readonly Argument<string?> Md5 = Argument.Choice("md5", Verify, Make, Trust) with { Default = Verify };

    public static readonly Argument<JsonObject?> LatestNames =
        Argument.Mapping("latest_names") with { Default = new JsonObject { ["ironic-python-agent"] = "ipa_images" } };
}
