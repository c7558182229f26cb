// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Ci.GitHub;

/// <summary>What a module is about: a repository, one of its environments, an organisation or an enterprise.</summary>
/// <param name="Path">Where it lies in the API.</param>
/// <param name="Name">As messages and addresses have it.</param>
internal sealed record GitHubTarget(string Path, string Name)
{
    private const string OfRepository = "repo";
    private const string OfOrganisation = "org";
    private const string OfEnterprise = "enterprise";

    public static readonly Argument<string> Owner = Argument.RequiredText("owner") with { Aliases = ["github_account", "account"] };
    public static readonly Argument<string?> Repository = Argument.Text("repo") with { Aliases = ["github_repo", "repository"] };
    public static readonly Argument<string?> Environment = Argument.Text("environment");

    public static readonly Argument<string?> RunnerScope =
        Argument.Choice("scope", OfRepository, OfOrganisation, OfEnterprise) with { Default = OfRepository };

    public static readonly Argument<string?> Scope = RunnerScope with { Choices = [OfRepository, OfOrganisation] };

    /// <summary>A repository needs its name.</summary>
    public static readonly Constraint Named = new RequiredIf(Scope, OfRepository, Repository);

    /// <summary>Whether it is one environment's.</summary>
    public bool IsEnvironment { get; init; }

    /// <summary>Whether it is an organisation's.</summary>
    public bool IsOrganisation => Path.StartsWith("orgs/", StringComparison.Ordinal);

    /// <summary>Where its secrets and variables are.</summary>
    public string Values => IsEnvironment ? Path : $"{Path}/actions";

    /// <summary>Its runners.</summary>
    public string Runners => $"{Path}/actions/runners";

    /// <summary>What the arguments say.</summary>
    /// <exception cref="ModuleException">A name is none.</exception>
    public static GitHubTarget Of(Invocation run, Argument<string?>? environment = null)
    {
        var owner = Checked(Owner, run.Get(Owner));
        switch (run.Get(RunnerScope))
        {
            case OfOrganisation:
                return new($"orgs/{owner}", owner);
            case OfEnterprise:
                return new($"enterprises/{owner}", $"enterprises/{owner}");
            default:
                var repository = NamedRepository(run, owner);
                return environment is not null && run.Get(environment) is { Length: > 0 } name
                    ? new($"{repository.Path}/environments/{Uri.EscapeDataString(name)}", $"{repository.Name} ({name})")
                    {
                        IsEnvironment = true,
                    }
                    : repository;
        }
    }

    /// <summary>The repository, whatever else is meant.</summary>
    public static GitHubTarget RepositoryOf(Invocation run) => NamedRepository(run, Checked(Owner, run.Get(Owner)));

    private static GitHubTarget NamedRepository(Invocation run, string owner)
    {
        var name = Checked(Repository, run.Get(Repository) ?? "");
        return new($"repos/{owner}/{name}", $"{owner}/{name}");
    }

    private static string Checked(Argument argument, string name) =>
        name.Length > 0 && name is not ("." or "..") && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? name
            : throw new ModuleException(
                $"Give the name alone in {argument.Name}, without an address or a slash: GitHub has none called '{name}'.");
}
