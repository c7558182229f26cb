// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Commands;

/// <summary>A program of the host and what it is given.</summary>
/// <param name="Program">Its name, looked for where programs of the system are, or its absolute path.</param>
/// <param name="Arguments">Each on its own: no shell reads them. Secrets have no place here, everybody sees a command line.</param>
internal sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>The folder it runs in.</summary>
    public string Folder { get; init; } = "/";

    /// <summary>Variables of its environment, beside those of the module's own. Only the user and root can read them.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it reads from its standard input; nothing by default.</summary>
    public string Input { get; init; } = "";

    /// <summary>As a person would type it, for messages.</summary>
    public override string ToString() => string.Join(' ', [Program, .. Arguments]);
}
