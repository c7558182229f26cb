// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;

namespace Modules.Pulp.Session;

/// <summary>A version of a repository by its number. Nothing but asking tells whether it is there: numbers are deleted, too.</summary>
internal static class NumberedVersion
{
    /// <summary>The version's href; in check mode it is looked for, and for real Pulp refuses it before it changes anything.</summary>
    /// <exception cref="ModuleException">It is not there.</exception>
    public static async Task<string> HrefAsync(
        PulpSession pulp, JsonObject repository, long number, string option, CancellationToken ct)
    {
        var href = $"{repository["versions_href"]}{number}/";
        return pulp.Writes || (string?)repository["pulp_href"] == ConvergeStep.Pretended || await pulp.IsThereAsync(href, ct)
            ? href
            : throw new ModuleException(
                $"{option}: repository '{repository["name"]}' has no version {number}. It is at {repository["latest_version_href"]}.");
    }
}
