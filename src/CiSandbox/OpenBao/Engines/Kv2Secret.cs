// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Engines;

/// <summary>A version of a secret.</summary>
internal sealed class Kv2Version(JsonObject? data)
{
    /// <summary>Null where it was written as null, or destroyed.</summary>
    public JsonObject? Data { get; set; } = data;

    public DateTime Created { get; } = DateTime.UtcNow;

    public DateTime? Deleted { get; set; }

    public bool Destroyed { get; set; }

    public bool IsGone => Destroyed || Deleted <= DateTime.UtcNow;

    public JsonObject Shown() => new()
    {
        ["created_time"] = Created.ToString("O"),
        ["deletion_time"] = Deleted?.ToString("O") ?? "",
        ["destroyed"] = Destroyed,
    };
}

/// <summary>A secret with its versions.</summary>
internal sealed class Kv2Secret
{
    public SortedDictionary<int, Kv2Version> Versions { get; } = [];

    public int Current { get; set; }

    public int Oldest { get; set; }

    public JsonObject? Custom { get; set; }

    public int MaxVersions { get; set; }

    public bool CasRequired { get; set; }

    public bool MetadataCasRequired { get; set; }

    public long DeleteAfter { get; set; }

    public int MetadataVersion { get; set; }

    public DateTime Created { get; } = DateTime.UtcNow;

    public DateTime Updated { get; set; } = DateTime.UtcNow;

    /// <summary>What is told of one version beside its data.</summary>
    public JsonObject Metadata(int version)
    {
        var shown = Versions[version].Shown();
        shown["custom_metadata"] = Custom?.DeepClone();
        shown["version"] = version;
        return shown;
    }
}
