// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Engines;

/// <summary>What an engine keeps for secrets that say nothing of their own.</summary>
internal sealed class Kv2Settings
{
    private bool _metadataCas;

    public int MaxVersions { get; private set; }

    public bool CasRequired { get; private set; }

    /// <summary>Seconds; 0 for never.</summary>
    public long DeleteAfter { get; private set; }

    public BaoAnswer Handle(BaoRequest request)
    {
        if (request.Operation == Operation.Read)
        {
            return BaoAnswer.Of(new JsonObject
            {
                ["cas_required"] = CasRequired,
                ["delete_version_after"] = Durations.Text(DeleteAfter),
                ["max_versions"] = MaxVersions,
                ["metadata_cas_required"] = _metadataCas,
            });
        }

        var (versions, after) = (request.Data.Number("max_versions"), request.Data.Seconds("delete_version_after", mayBeNegative: true));
        MaxVersions = (int)(versions ?? MaxVersions);
        CasRequired = request.Data.Truth("cas_required") ?? CasRequired;
        _metadataCas = request.Data.Truth("metadata_cas_required") ?? _metadataCas;
        DeleteAfter = after ?? DeleteAfter;
        return BaoAnswer.Nothing;
    }
}
