// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Lists.Items;

/// <summary>What is wrong with a list, collected over all items before anything is written.</summary>
internal sealed class Problems
{
    /// <summary>Makes each warning about the configuration or the upstream a problem, which is found before the first write.</summary>
    public static readonly Argument<bool> Strict = Argument.Flag("strict", otherwise: false);

    private readonly List<string> _found = [];
    private ISet<string>? _warnings;

    /// <summary>For a list module: what may be right all the same is a warning there, and with <c>strict</c> a problem.</summary>
    public static Problems For(Invocation run) => new() { _warnings = run.Get(Strict) ? null : run.Warnings };

    /// <summary>For a module without <c>strict</c>.</summary>
    public static Problems Warning(Invocation run) => new() { _warnings = run.Warnings };

    /// <summary>Notes what may be meant, and mostly is not.</summary>
    /// <param name="item">What it is about.</param>
    /// <param name="doubt">A sentence that names what was seen and what to do.</param>
    public void Warn(Item item, string doubt)
    {
        if (_warnings is null)
        {
            _found.Add(doubt.StartsWith(item.Label, StringComparison.Ordinal) ? doubt : $"{item.Label}: {doubt}");
        }
        else
        {
            _ = _warnings.Add(doubt);
        }
    }

    /// <summary>Takes over what was warned of while the arguments were accepted: with strict these are problems as well.</summary>
    public void AddAccepted(Invocation run)
    {
        if (_warnings is null)
        {
            _found.AddRange(run.Warnings);
        }
    }

    public void Add(Item item, string problem) => _found.Add($"{item.Label}: {problem}");

    /// <summary>Runs a part of the planning and notes what it complains of.</summary>
    public async Task<T?> GuardAsync<T>(Item item, Func<Task<T>> plan)
        where T : class
    {
        try
        {
            return await plan();
        }
        catch (ModuleException problem)
        {
            Add(item, problem.Message);
            return null;
        }
    }

    /// <param name="consequence">What does not happen because of them.</param>
    /// <exception cref="ModuleException">There are any.</exception>
    public void Throw(string consequence = "Nothing was changed")
    {
        if (_found.Count > 0)
        {
            throw new ModuleException(
                (
                    _found.Count == 1
                        ? $"{consequence}, since the list has a problem. "
                        : $"{consequence}, since the list has {_found.Count} problems. ")
                + string.Join(" | ", _found));
        }
    }
}
