// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Arguments;

/// <summary>Arguments of remotes that are read one by one, beside the fields made of them.</summary>
internal static class RemoteArguments
{
    public static readonly Argument<string?> Url = Argument.Text("url");
    public static readonly Argument<IReadOnlyList<JsonObject>?> Headers = Argument.MappingList("headers");
    public static readonly Argument<string?> Username = Argument.Text("remote_username");
    public static readonly Argument<string?> Password = Argument.Text("remote_password");
    public static readonly Argument<string?> Authorities = Argument.Text("ca_cert");
    public static readonly Argument<string?> Certificate = Argument.Text("client_cert");
    public static readonly Argument<string?> CertificateKey = Argument.Text("client_key");
    public static readonly Argument<bool?> ValidatesTls = Argument.Flag("tls_validation");
    public static readonly Argument<string?> ProxyUrl = Argument.Text("proxy_url");
    public static readonly Argument<string?> ProxyUsername = Argument.Text("proxy_username");
    public static readonly Argument<string?> ProxyPassword = Argument.Text("proxy_password");

    /// <summary>Of an image: what it is called upstream.</summary>
    public static readonly Argument<string?> UpstreamName = Argument.Text("upstream_name");

    /// <summary>Of an image: patterns of the tags that are wanted.</summary>
    public static readonly Argument<IReadOnlyList<string>?> IncludeTags = Argument.TextList("include_tags");

    /// <summary>Of an image: patterns of the tags that are not.</summary>
    public static readonly Argument<IReadOnlyList<string>?> ExcludeTags = Argument.TextList("exclude_tags");

    /// <summary>Of a Python index: requirements of the projects that are wanted.</summary>
    public static readonly Argument<IReadOnlyList<string>?> Includes = Argument.TextList("includes");

    /// <summary>Of a Python index: requirements of what is not wanted.</summary>
    public static readonly Argument<IReadOnlyList<string>?> Excludes = Argument.TextList("excludes");

    /// <summary>Of a Python index.</summary>
    public static readonly Argument<bool?> Prereleases = Argument.Flag("prereleases");

    /// <summary>Of a Python index: kinds of files that are wanted.</summary>
    public static readonly Argument<IReadOnlyList<string>?> PackageTypes = Argument.TextList("package_types");

    /// <summary>Of a Python index.</summary>
    public static readonly Argument<IReadOnlyList<string>?> ExcludePlatforms = Argument.TextList("exclude_platforms");

    /// <summary>Of a Python index.</summary>
    public static readonly Argument<long?> KeepLatestPackages = Argument.Number("keep_latest_packages");

    /// <summary>Of a Debian archive.</summary>
    public static readonly Argument<IReadOnlyList<string>?> Distributions = Argument.TextList("distributions");

    /// <summary>Of a Debian archive.</summary>
    public static readonly Argument<IReadOnlyList<string>?> Components = Argument.TextList("components");

    /// <summary>Of a Debian archive.</summary>
    public static readonly Argument<IReadOnlyList<string>?> Architectures = Argument.TextList("architectures");
}
