// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Content;

/// <summary>Makes content out of a file, an upload, or an artifact.</summary>
internal sealed class NewContent(ContentKind kind, PulpSession pulp)
{
    public static readonly Target Artifact = new("artifacts/", "artifact") { Key = "sha256" };

    /// <summary>The content as Pulp has it now; in check mode as it would be told.</summary>
    public async Task<JsonObject> CreateAsync(JsonObject key, LocalFile? file, JsonObject? repository, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>();
        if (kind.RelativePath is { } path)
        {
            fields[path.Name] = (string)key[path.Name]!;
        }

        if (kind.SendsDigest)
        {
            fields["sha256"] = (string)key["sha256"]!;
        }

        if (file is null)
        {
            fields["artifact"] = (string)(await pulp.FindAsync(Artifact, (string)key["sha256"]!, ct))["pulp_href"]!;
        }
        else if (file.IsLarge && pulp.Writes)
        {
            fields["upload"] = await new Upload(pulp).CompleteAsync(file, ct);
        }

        if (repository is not null)
        {
            fields["repository"] = (string)repository["pulp_href"]!;
        }

        if (!pulp.Writes)
        {
            return Pretend(key, fields);
        }

        var body = file is null || file.IsLarge ? Form.Of(fields) : Form.WithFile(fields, file.Path, file.Open(0, file.Size));
        return await pulp.ReadAsync(kind.Path, (await pulp.WriteAsync(HttpMethod.Post, kind.Path, body, ct))!, ct);
    }

    private static JsonObject Pretend(JsonObject key, Dictionary<string, string> fields)
    {
        var pretended = key.DeepClone().AsObject();
        foreach (var (name, value) in fields)
        {
            pretended[name] = value;
        }

        pretended["pulp_href"] = ConvergeStep.Pretended;
        return pretended;
    }
}
