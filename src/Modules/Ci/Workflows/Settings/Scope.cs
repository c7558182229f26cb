// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Ci.Workflows.Settings;

/// <summary>What a job knows of its environment.</summary>
/// <param name="Environment">Its name, or the expression of it; null for none.</param>
/// <param name="Prefix">The expression of what its secrets begin with; null where they have no prefix.</param>
internal sealed record Scope(string? Environment, string? Prefix)
{
    /// <summary>Whether the environment is known only when a job runs.</summary>
    public bool IsExpression => Prefix is not null;

    /// <summary>The environment as a file says it.</summary>
    public string? Text => IsExpression ? $"${{{{ {Environment} }}}}" : Environment;

    /// <summary>The expression of a variable.</summary>
    public string Variable(string name) => Expression("vars", name);

    /// <summary>The expression of a secret.</summary>
    public string Secret(string name) => Expression("secrets", name);

    /// <summary>The same without an environment, for what all share.</summary>
    public Scope Shared => this with { Prefix = null };

    private string Expression(string context, string name) =>
        Prefix is null ? $"${{{{ {context}.{name} }}}}" : $"${{{{ {context}[format('{{0}}_{name}', {Prefix})] }}}}";
}
