// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Warp.CommandLines;

/// <summary>A word of a command that runs inside. It is known now, or it depends on variables that a person may still change at the
/// prompt there.</summary>
internal abstract record Word
{
    private Word()
    {
    }

    /// <summary>As a shell reads it.</summary>
    public abstract string Shell { get; }

    /// <summary>What it comes to.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="rest">The arguments of the script.</param>
    public abstract IEnumerable<string> Resolve(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> rest);

    public static implicit operator Word(string text) => new Text(text);

    /// <summary>A word that is known.</summary>
    internal sealed record Text(string Value) : Word
    {
        public override string Shell => ShellText.Quote(Value);

        public override IEnumerable<string> Resolve(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> rest) => [Value];
    }

    /// <summary>A text and the value of a variable, together one word whatever the value is.</summary>
    internal sealed record Variable(string Name, string Before = "", string After = "") : Word
    {
        public override string Shell => $"{Quoted(Before)}\"${{{Name}}}\"{Quoted(After)}";

        public override IEnumerable<string> Resolve(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> rest) =>
            [$"{Before}{variables[Name]}{After}"];

        private static string Quoted(string text) => text.Length > 0 ? ShellText.Quote(text) : "";
    }

    /// <summary>A word that is left out where a variable is empty.</summary>
    /// <param name="Name">The variable.</param>
    /// <param name="Instead">What stands for its value; null for the value itself.</param>
    internal sealed record IfSet(string Name, string? Instead = null) : Word
    {
        public override string Shell => $"${{{Name}:+\"{Instead ?? $"${Name}"}\"}}";

        public override IEnumerable<string> Resolve(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> rest) =>
            variables[Name] is { Length: > 0 } value ? [Instead ?? value] : [];
    }

    /// <summary>The arguments that the script was given.</summary>
    internal sealed record Rest : Word
    {
        public override string Shell => "\"$@\"";

        public override IEnumerable<string> Resolve(IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> rest) => rest;
    }
}
