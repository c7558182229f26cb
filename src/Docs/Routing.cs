// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Documentation;

namespace Docs;

/// <summary>Which action plugin runs a module: the same one all of them.</summary>
internal static class Routing
{
    private const string Head = "plugin_routing:\n";

    /// <summary>The file with the modules of today; their routing is its last part.</summary>
    public static string In(string runtime, IEnumerable<Subject> subjects)
    {
        var start = runtime.IndexOf(Head, StringComparison.Ordinal);
        if (start < 0)
        {
            throw new WordsException("meta/runtime.yml: no plugin_routing");
        }

        var routes = subjects.Select(subject => $"    {subject.Name}:\n      action_plugin: {ExampleCheck.Collection}task\n")
            .Order(StringComparer.Ordinal);
        return runtime[..start] + Head + "  modules:\n" + string.Concat(routes);
    }
}
