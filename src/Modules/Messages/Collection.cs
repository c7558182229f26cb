// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CommandLine;

namespace Modules.Messages;

/// <summary>Which collection answers: under some names it may be this one or another. The action plugin adds where it lies.</summary>
internal static class Collection
{
    public static JsonObject Answering => new()
    {
        ["name"] = "stackhpc.kayobe_modules",
        ["version"] = ProgramVersion.Of(typeof(Collection)),
    };
}
