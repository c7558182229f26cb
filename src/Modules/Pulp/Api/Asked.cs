// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Messages;

namespace Modules.Pulp.Api;

/// <summary>What was asked of the server, for messages.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Url">Of what.</param>
/// <param name="Path">The same below the API's path.</param>
/// <param name="Names">What the user calls the options.</param>
internal sealed record Asked(HttpMethod Method, Uri Url, string Path, OptionNames Names)
{
    private const int QueryShown = 100; // a list asks for dozens of names at once

    /// <summary>What Pulp's schema calls it.</summary>
    public string Operation => OperationId.Of(Method, Path);

    public bool IsOfArtifact => Method == HttpMethod.Delete && Path.StartsWith("artifacts/", StringComparison.Ordinal);

    /// <summary>The URL; a long query is left out.</summary>
    public string Address => Shortened(Url.AbsoluteUri);

    public override string ToString() => $"{Method} {Address}";

    /// <summary>A URL or a path without a query that is too long to be read.</summary>
    public static string Shortened(string url) =>
        url.IndexOf('?', StringComparison.Ordinal) is var at && at >= 0 && url.Length - at > QueryShown ? url[..at] + "?…" : url;
}
