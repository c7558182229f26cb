// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Rules;

namespace Modules.Pulp.Entities;

/// <summary>A repository and perhaps a number for the playbook, the href of a version for the API; the latest without a number.</summary>
internal sealed record VersionField(Func<Target> Target)
    : Field([RepositoryArguments.Repository, RepositoryArguments.Version], "repository_version")
{
    public override bool IsReference => true;

    public override IEnumerable<(Target Target, string Name)> References(ArgumentValues values) =>
        values.Node(Argument) is { } name && !IsBlank(name) ? [(Target(), KeptText.Of((string)name!))] : [];

    public override async Task AddAsync(JsonObject desired, ArgumentValues values, IReferences references, CancellationToken ct)
    {
        if (values.Node(Argument) is { } name)
        {
            var repository = await references.FindAsync(Target(), KeptText.Of((string)name!), ct);
            desired[ApiName] = values.Node(RepositoryArguments.Version) is { } number
                ? $"{repository["versions_href"] ?? $"{repository["pulp_href"]}versions/"}{number}/"
                : (string?)repository["latest_version_href"];

            // Pulp makes a checkpoint of a repository as it is now, and of no version by its name.
            if (values.Get(PublicationArguments.Checkpoint) == true && !values.Has(RepositoryArguments.Version))
            {
                desired["repository"] = (string?)repository["pulp_href"];
            }
        }
    }
}

/// <summary>A repository, or with a number one version of it: two API fields that exclude each other.</summary>
internal sealed record RepositoryOrVersionField(Func<Target> Target)
    : Field([RepositoryArguments.Repository, RepositoryArguments.Version], "repository")
{
    private const string Version = "repository_version";

    public override bool IsReference => true;

    /// <summary>The servers that can serve one version; null for all.</summary>
    public Releases? OneVersion { get; init; }

    public override IEnumerable<DatedOption> Dated(JsonObject desired) =>
        OneVersion is { } releases && desired[Version] is not null ? [new DatedOption(Arguments[1], Version, releases)] : [];

    public override IEnumerable<(Target Target, string Name)> References(ArgumentValues values) =>
        values.Node(Argument) is { } name && !IsBlank(name) ? [(Target(), KeptText.Of((string)name!))] : [];

    public override async Task AddAsync(JsonObject desired, ArgumentValues values, IReferences references, CancellationToken ct)
    {
        if (values.Node(Argument) is not { } name)
        {
            return;
        }

        if (IsBlank(name))
        {
            desired[ApiName] = null;
            return;
        }

        var repository = await references.FindAsync(Target(), KeptText.Of((string)name!), ct);
        if (values.Node(RepositoryArguments.Version) is { } number)
        {
            desired[Version] = $"{repository["versions_href"] ?? $"{repository["pulp_href"]}versions/"}{number}/";
        }
        else
        {
            desired[ApiName] = (string?)repository["pulp_href"];
        }
    }
}
